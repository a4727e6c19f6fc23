import { each } from "../page/each.js";
import { element } from "../page/element.js";
import { root } from "../page/root.js";
import { area } from "./area.js";
import { loader } from "./loader.js";
import { need } from "./need.js";
import { helpNow, panel } from "./panel.js";
import { phrases } from "./phrases.js";
import { seeker } from "./seeker.js";

const PAUSE = 250; // milliseconds without typing before anything is done
const LONG = 700; // before whoever still types is shown the panel

// What stands first below the box: a panel has the number of its group.
const NOTHING = -1;
const HELP_NOW = -2; // the link, since nobody could tell whether it is needed

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

// searching makes a form search as a reader types. What is typed is compared with phrases first; but for these, nothing
// is loaded for a reader who needs someone now before they ask for it. See search.md.
function searching(form, start) {
  const input = form.querySelector("input");
  const shown = area(form);
  const to = (address) => root + address + (/(^|\/)$/.test(address) ? start.end || "" : "");
  const { seek, stop } = seeker(start, loader(root + start.index), to, shown);
  let timer;
  let turn = 0;
  let group = NOTHING;
  let everything; // whether the reader of a panel asked for the rest

  const close = () => {
    clearTimeout(timer);
    stop();
    turn++;
    group = NOTHING;
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

  // results are those of a text that names no need, or of which nobody can tell.
  const results = (text, first) => {
    if (group !== first) close();
    if (first === HELP_NOW && group !== first) shown.put(shown.first, helpNow(start, to));
    group = first;
    seek(text, NOTHING);
  };

  // look does what a text asks for. meet is called with the group of a panel that is not shown yet.
  const look = async (meet) => {
    const text = input.value;
    const mine = ++turn;
    clearTimeout(timer);
    if (!text.trim()) return close();
    if (!shown.below.firstChild) timer = setTimeout(shown.put, PAUSE, shown.below, element("p", start.words.wait));
    const matcher = await matching();
    if (mine !== turn) return;
    clearTimeout(timer);
    const found = matcher ? need(text, matcher) : NOTHING;
    if (!matcher || !start.groups[found]) results(text, matcher ? NOTHING : HELP_NOW);
    else if (found !== group) meet(found);
    else if (everything) seek(text, group);
  };

  const matching = phrases(start, (matcher) => {
    if (start.groups[need(input.value, matcher)]) look(show);
  });

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
    turn++;
    timer = setTimeout(look, PAUSE, later);
    matching();
  };
  form.onkeydown = shown.all.onkeydown = (event) => press(event, input, shown, close);
  input.onfocus = matching;
  // Who comes to the page for searching will search.
  if (!form.closest("header") || document.activeElement === input) matching();
  // Whoever goes back to this page on a shared phone finds nothing of what was typed.
  self.addEventListener("pagehide", () => {
    input.value = "";
    close();
  });
  // Someone may have typed before this ran.
  if (input.value) input.oninput();
}

if (self.wsStart) each(".ws-search", (form) => searching(form, self.wsStart));
