import { answer } from "./answer.js";
import { element } from "../page/element.js";
import { open } from "./index.js";
import { nothing, results } from "./results.js";

const SLOW = 1000; // milliseconds for an answer, after which what stands there, of another text, is taken away

// seeker gives seek(text, group), which shows in an area what is found, and stop(), after which nothing of it is shown.
// An answer that comes late never takes the place of a newer one.
export function seeker(start, load, to, { below, say, put }) {
  const { words, languages } = start;
  const tools = { start, to, say };
  let turn = 0;
  let indexes = {};
  const wrong = () => {
    indexes = {};
    put(below, nothing(words.rest, words.resting, tools));
  };
  // opened is the index of a language, or null where it cannot be had; the next search asks for that one anew.
  const opened = (language) => {
    const all = indexes;
    return (all[language] = all[language] || open(language, load).catch(() => (all[language] = null)));
  };
  const find = async (text, group) => {
    const came = (await Promise.all(languages.map(opened))).filter(Boolean);
    const found = came[0] && (await answer(text, came, group));
    if (found && found.results[0]) {
      // What fails later may only be of an older build than what stands there now.
      const failed = () =>
        found.results.some(({ index }) => index.newest() !== index) ? seek(text, group) : wrong();
      return results(found, { ...tools, wrong: failed });
    }
    // Nobody can say that there is nothing where nobody could look.
    if (came.length < languages.length) throw came;
    return nothing(words.none, words.try, tools);
  };
  const seek = (text, group) => {
    const mine = ++turn;
    const show = (what) => mine === turn && put(below, what);
    const waiting = setTimeout(show, below.firstChild ? SLOW : 0, element("p", words.wait));
    find(text, group).then(show).catch(() => mine === turn && wrong()).then(() => clearTimeout(waiting));
  };
  return { seek, stop: () => turn++ };
}
