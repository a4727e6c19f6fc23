import { element } from "../page/element.js";

const SETTLED = 1000; // milliseconds without news before a screen reader is told

// area is what appears below a form: first, for the panel; below, for results or what stands in their place; and what a
// screen reader is told of them. A focus in what goes away goes to the box, for otherwise it would be lost.
export function area(form) {
  const said = element("p.visually-hidden", "", { role: "status" });
  const first = element("div");
  const below = element("div");
  const all = element("div.ws-answers", [first, below]);
  const box = form.querySelector("input");
  let saying;
  const say = (text) => {
    clearTimeout(saying);
    saying = setTimeout(() => (said.textContent = text), SETTLED);
  };
  const empty = (place) => {
    if (place.contains(document.activeElement)) box.focus();
    place.textContent = "";
  };
  const put = (place, section) => {
    empty(place);
    place.append(section);
    say(section.firstChild.textContent);
  };
  const clear = () => {
    clearTimeout(saying);
    [first, below, said].forEach(empty);
  };
  (form.closest("header") || form).after(all, said);
  return { first, below, all, say, put, empty, clear };
}
