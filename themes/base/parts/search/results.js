import { button, element, spoken } from "../page/element.js";
import { narrow } from "./narrow.js";
import { contacts, helpNow, links } from "./panel.js";
import { spans } from "./words.js";

const AT_ONCE = 10;

// marked is a text in pieces, those words marked that are among marks.
function marked(text, marks) {
  let done = 0;
  const pieces = [];
  for (const { word, start, end } of spans(text)) {
    if (!marks.has(word)) continue;
    pieces.push(text.slice(done, start), element("mark", text.slice(start, end)));
    done = end;
  }
  return [...pieces, text.slice(done)];
}

function item({ address, kind, stages, title, summary }, language, marks, to) {
  const lang = language === document.documentElement.lang ? "" : language;
  return element("li", [
    spoken("p", element("a", marked(title, marks), { href: to(address), hreflang: lang }), lang),
    spoken("p.ws-found-kind", kind + (stages && " · " + stages), lang),
    spoken("p", marked(summary, marks), lang),
  ]);
}

// results is a section with what was found, a few at a time; it resolves when the first can be shown. wrong is called
// when more cannot be had.
export async function results(found, { start, to, say, wrong }) {
  const { words } = start;
  const heading = element("h2");
  const list = element("ol.ws-found");
  let left; // to be shown
  let adding; // the same while the next are on their way; the button stays, for it may have the focus
  const add = async () => {
    const from = (adding = left);
    const some = from.splice(0, AT_ONCE);
    const documents = await Promise.all(some.map(({ index, number }) => index.documents([number])));
    if (from !== left) return;
    adding = null;
    const items = documents.map(([one], i) => item(one, some[i].index.language, found.marks, to));
    list.append(...items);
    more.hidden = !left.length;
    return items[0];
  };
  const show = (some) => {
    left = some.slice();
    list.textContent = "";
    heading.textContent = words.found.replace("{count}", some.length);
    return add();
  };
  const failed = () => section.isConnected && wrong();
  const more = button(words.more, () => {
    if (adding !== left) add().then((first) => first && first.querySelector("a").focus()).catch(failed);
  });
  const narrowed = (some) => {
    show(some).catch(failed);
    say(heading.textContent);
  };
  const section = element("section", [heading, narrow(found.results, words, narrowed, failed), list, more]);
  await show(found.results);
  return section;
}

// nothing is what stands where results would: why there are none, where else to look, and whom to talk to.
export const nothing = (title, why, { start, to }) =>
  element("section", [
    element("h2", title),
    element("p", why),
    links(start.more, to),
    element("p", start.words.talk),
    contacts(start.talk, start, to, 0),
    helpNow(start, to),
  ]);
