import { answer } from "./answer.js";
import { element } from "./element.js";
import { open } from "./index.js";
import { nothing, results } from "./results.js";

// seeker gives seek(text, group), which shows in an area what is found, and stop(), after which nothing of it is shown.
// An answer that comes late never takes the place of a newer one.
export function seeker(start, load, to, { below, say, put }) {
  const { words } = start;
  let turn = 0;
  let indexes;
  const wrong = () => {
    indexes = null;
    put(below, nothing(words.rest, words.resting, tools));
  };
  const tools = { start, to, say, wrong };
  const find = async (text, group) => {
    indexes = indexes || Promise.all(start.languages.map((language) => open(language, load)));
    const found = await answer(text, await indexes, group);
    return found.results.length ? results(found, tools) : nothing(words.none, words.try, tools);
  };
  const seek = (text, group) => {
    const mine = ++turn;
    if (!below.firstChild) put(below, element("p", words.wait));
    find(text, group).then((section) => mine === turn && put(below, section)).catch(() => mine === turn && wrong());
  };
  return { seek, stop: () => turn++ };
}
