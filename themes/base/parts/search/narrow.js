import { counts, FACETS } from "./answer.js";
import { element } from "../page/element.js";

// narrow is a fold-out with a list for each facet of the results. What facets there are is loaded when it is opened.
// show is called with the results that fit a choice, wrong when there is no telling.
export function narrow(results, words, show, wrong) {
  const chosen = {};
  const boxes = FACETS.map((facet) => {
    const select = element("select");
    select.onchange = () => {
      chosen[facet] = select.value;
      count().then(show).catch(wrong);
    };
    return { facet, select, label: element("label", [words[facet], select]) };
  });
  const count = async () => {
    const counted = await counts(results, chosen);
    for (const { facet, select, label } of boxes) {
      const own = counted[facet].filter(({ value, count }) => count || value === chosen[facet]);
      label.hidden = !own.length;
      select.textContent = "";
      select.append(new Option(words.any, ""), ...own.map(({ value, label, count }) => new Option(`${label} (${count})`, value)));
      select.value = chosen[facet] || "";
    }
    return counted.results;
  };
  const details = element("details.ws-narrow", [element("summary", words.narrow), boxes.map(({ label }) => label)]);
  details.ontoggle = () => {
    details.ontoggle = null;
    count().catch(wrong);
  };
  return details;
}
