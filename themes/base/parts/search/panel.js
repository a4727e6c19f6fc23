import { button, element, spoken } from "../page/element.js";
import { moment, opening, told } from "./opening.js";

const link = (words, href, lang) => element("a", words, { href, lang, hreflang: lang, dir: lang && "auto" });

// links are those of a list as the start has it: words, address and language.
export const links = (list, to) =>
  element("ul.ws-tags", list.map(([words, address, lang]) => element("li", link(words, to(address), lang))));

// helpNow is the link that is on every page, once more where it is needed.
export const helpNow = ({ help }, to) => element("p.ws-go", link(help[0], to(help[1])));

// way is one way to reach a line; a list as the start has it. A number keeps what a telephone dials.
function way([kind, value, keyword, toKnow, ages], words, lang) {
  const scheme = { phone: "tel:", text: "sms:" }[kind];
  const label = keyword ? words.word.replace("{word}", keyword) : words[kind];
  const href = scheme ? scheme + value.replace(/[^\d+]/g, "") + (keyword ? "?body=" + encodeURIComponent(keyword) : "") : value;
  return element("li.ws-way.ws-way-" + kind, [
    scheme && [element("span.ws-way-label", label), " "],
    element("a.ws-way-go", scheme ? element("bdi", value, { dir: "ltr" }) : label, { href, rel: scheme ? "" : "noopener noreferrer" }),
    ages && element("p.ws-first", ages),
    toKnow && spoken("p", toKnow, lang),
  ]);
}

// state is whether a line can be reached now, by a moment: its rank, lower first, and what opening says of it.
function state([, , , , hours, barred], now) {
  const open = hours === 1 ? ["always"] : hours && now && opening(now, hours);
  const rank = !open ? 1 : ["always", "open", "until"].includes(open[0]) ? 0 : 2;
  return { rank: barred ? 3 : rank, open };
}

function card([name, address, ways, ages, , , lang], open, { words }, to) {
  const who = [
    spoken("h3.ws-contact-name", link(name, to(address)), lang),
    ages && element("p.ws-contact-who", element("strong.ws-first", ages)),
    open && element("p.ws-contact-who", told(open, words)),
  ];
  return element("li", element("div.ws-contact", [who, element("ul.ws-ways", ways.map((one) => way(one, words, lang)))]));
}

// contacts are the cards of lines: so many as lead in their order, then those first that a reader can reach now.
export function contacts(numbers, start, to, lead) {
  const now = moment(start.zone, new Date());
  const list = numbers.map((number, i) => {
    const line = start.lines[number];
    const { rank, open } = state(line, now);
    return { rank: i < lead ? -1 : rank, made: card(line, open, start, to) };
  });
  list.sort((a, b) => a.rank - b.rank);
  return element("ul.ws-contacts", list.map(({ made }) => made));
}

// panel is what a reader sees first whose words say that they need someone: what to do, whom to call, what to read.
// Nothing is loaded for it. everything is called when the reader asks for the rest.
export function panel(number, start, to, everything) {
  const { words } = start;
  const [first, lines, read, lang] = start.groups[number];
  return element(
    "section.ws-panel.ws-now",
    [
      element("h2", number ? words.alone : words.danger, { id: "ws-panel" }),
      spoken("p.ws-panel-first", first, lang),
      contacts(lines, start, to, number ? 0 : 1),
      read.length && [element("h3", words.read), links(read, to)],
      helpNow(start, to),
      element("p", button(words.all, everything)),
    ],
    { "aria-labelledby": "ws-panel" },
  );
}
