import { numbers, wordList } from "./payload.js";

const IMPACTS = 15;

// A decoded shard is a list of its words, each with its term: the term's words, and its postings, which are documents
// each with their impact.
export function shard(payload) {
  const [list, ...rows] = payload.split("\n");
  const [reference, many, posting] = rows.map(numbers);
  const terms = [];
  return wordList(list).map((word) => {
    const last = reference();
    if (!last) {
      const postings = [];
      let document = -1;
      for (let left = many(); left > 0; left--) {
        const coded = posting();
        document += 1 + Math.floor(coded / IMPACTS);
        postings.push([document, 1 + (coded % IMPACTS)]);
      }
      terms.push({ words: [], postings });
    }
    const term = terms[terms.length - (last || 1)];
    term.words.push(word);
    return { word, term };
  });
}
