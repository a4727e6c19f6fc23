import { element } from "./element.js";

const SETTLED = 1000; // milliseconds without news before a screen reader is told

// area is what appears below a form: first, for the panel; below, for results or what stands in their place; and what a
// screen reader is told of them.
export function area(form) {
  const said = element("p.visually-hidden", "", { role: "status" });
  const first = element("div");
  const below = element("div");
  const all = element("div.ws-answers", [first, below]);
  let saying;
  const say = (text) => {
    clearTimeout(saying);
    saying = setTimeout(() => (said.textContent = text), SETTLED);
  };
  const put = (place, section) => {
    place.textContent = "";
    place.append(section);
    say(section.firstChild.textContent);
  };
  const clear = () => {
    clearTimeout(saying);
    first.textContent = below.textContent = said.textContent = "";
  };
  (form.closest("header") || form).after(all, said);
  return { first, below, all, say, put, clear };
}
