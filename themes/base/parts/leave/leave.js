// Leaving at once: by a press on any link out, or by pressing Shift three times. After the component "Exit this page" of
// the GOV.UK Design System; what is different is told in leave.md.

import { each } from "../page/each.js";
import { element } from "../page/element.js";

const PRESSES = 3;
const PATIENCE = 5000; // milliseconds between two of them

const words = (self.wsStart || { words: {} }).words;

let whole; // what brings the page back that was blanked

// blank makes the page white before anything is asked of the network, which may be slow, and says no more in the tab
// than a browser does while it loads a page.
function blank(anchor) {
  const { body, documentElement, title } = document;
  const white = element("div", "", { role: "alert" });
  white.style.cssText = "position:fixed;top:0;left:0;width:100%;height:100%;z-index:9;background:#fff;color:#fff";
  body.style.setProperty("display", "none", "important");
  documentElement.append(white);
  white.textContent = words.leaving || "";
  document.title = anchor.hostname;
  document.querySelectorAll("input").forEach((input) => (input.value = ""));
  whole = () => {
    white.remove();
    body.style.display = "";
    document.title = title;
    whole = null;
  };
}

/** leave blanks the page and goes where a link out leads, or, without a network, to a page of the site that says nothing
 * of it. Either takes the place of this page, so that going back does not lead here. */
export function leave(anchor) {
  if (!whole) blank(anchor);
  location.replace(navigator.onLine === false ? anchor.dataset.away : anchor.href);
}

// pressing leaves by link when Shift was pressed three times and nothing between. Shift that makes a capital letter is
// let go after that letter, and does not count.
function pressing(link) {
  const dots = element("span", "", { "aria-hidden": "true" });
  const said = element("p.visually-hidden", "", { role: "status" });
  let pressed = 0;
  let held; // whether the key before was pressed together with Shift
  let timer;
  const show = (told = "") => {
    dots.textContent = pressed ? " " + "●".repeat(pressed) + "○".repeat(PRESSES - pressed) : "";
    said.textContent = told;
  };
  const over = (told) => {
    clearTimeout(timer);
    pressed = 0;
    show(told);
  };
  link.append(dots);
  document.body.append(said);
  // No part of the page may keep a key from this.
  document.addEventListener(
    "keyup",
    ({ key, shiftKey }) => {
      if (key === "Shift" && !held) {
        clearTimeout(timer);
        pressed++;
        if (pressed === PRESSES) {
          over();
          return leave(link);
        }
        show(pressed > 1 ? words.last : words.two);
        timer = setTimeout(over, PATIENCE, words.over);
      } else if (pressed) over();
      held = shiftKey;
    },
    true,
  );
}

const LINKS = "[data-ws=leave]";

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest && event.target.closest(LINKS);
    if (!link) return;
    event.preventDefault();
    leave(link);
  },
  true,
);

// Of several links out the one in sight tells of the presses.
each("body", () => {
  const links = document.querySelectorAll(LINKS);
  if (links[0]) pressing(document.querySelector(".ws-leave" + LINKS) || links[0]);
});

self.addEventListener("pageshow", () => whole && whole());
