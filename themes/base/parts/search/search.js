import { area } from "./area.js";
import { loader } from "./loader.js";
import { need, unpack } from "./need.js";
import { panel } from "./panel.js";
import { seeker } from "./seeker.js";

const PAUSE = 250; // milliseconds without typing before anything is done
const LONG = 700; // before whoever still types is shown the panel

// press does what a key does in the box or below it: arrows go through the results, Escape puts them away and then
// empties the box.
function press(event, input, shown, close) {
  const links = [input, ...shown.below.querySelectorAll(".ws-found a")];
  const at = links.indexOf(event.target);
  const next = links[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (event.isComposing) return;
  if (event.key === "Escape") {
    if (!shown.first.firstChild && !shown.below.firstChild) input.value = "";
    close();
  } else if (at >= 0 && next) next.focus();
  else return;
  event.preventDefault();
}

// searching makes a form search as a reader types. What is typed is compared with phrases first; nothing is loaded
// for a reader who needs someone now before they ask for it. See search.md.
function searching(form, start) {
  const { root } = form.dataset;
  const input = form.querySelector("input");
  const shown = area(form);
  const to = (address) => root + address + (/(^|\/)$/.test(address) ? start.end || "" : "");
  const { seek, stop } = seeker(start, loader(root + start.index), to, shown);
  let matcher;
  let timer;
  let group = -1; // of the panel that is shown
  let everything; // whether that panel's reader asked for the rest

  const close = () => {
    clearTimeout(timer);
    stop();
    group = -1;
    shown.clear();
  };

  const show = (found) => {
    close();
    group = found;
    everything = false;
    const all = () => {
      everything = true;
      seek(input.value, group);
    };
    const made = panel(found, start, to, all);
    shown.put(shown.first, made);
    shown.say(made.firstChild.textContent + ". " + start.groups[found][0]);
  };

  // look does what a text asks for. meet is called with the group of a panel that is not shown yet.
  const look = (meet) => {
    const text = input.value;
    matcher = matcher || unpack(start.phrases);
    const found = need(text, matcher);
    clearTimeout(timer);
    if (!text.trim()) close();
    else if (!start.groups[found]) {
      if (group >= 0) close();
      seek(text, -1);
    } else if (found === group) {
      if (everything) seek(text, group);
    } else meet(found);
  };

  // later waits with the panel for a reader who may still be typing.
  const later = () => {
    timer = setTimeout(look, LONG - PAUSE, show);
  };

  form.onsubmit = (event) => {
    event.preventDefault();
    shown.empty(shown.below);
    look(show);
  };
  input.oninput = () => {
    clearTimeout(timer);
    stop();
    timer = setTimeout(look, PAUSE, later);
  };
  form.onkeydown = shown.all.onkeydown = (event) => press(event, input, shown, close);
  // Whoever goes back to this page on a shared phone finds nothing of what was typed.
  self.addEventListener("pagehide", () => {
    input.value = "";
    close();
  });
  // Someone may have typed before this ran.
  if (input.value) input.oninput();
}

// What fails here must not keep other scripts from running; the console still learns of it.
try {
  const form = document.querySelector(".ws-search");
  if (form && self.wsStart) searching(form, self.wsStart);
} catch (problem) {
  setTimeout(() => {
    throw problem;
  });
}
