// How far what was typed is from what was meant. docs/search-format.md, section 3, has the rules.

const VOWELS = "aeiouy";
const SOFT = VOWELS + "h";
const PAIRS = "ckqckcqk szs csc fvf gjg"; // two units that stand side by side here are written for each other
const ENDINGS = "ings|ing|ers|er|ed|es|ly|s|e|d|y";

const replaced = (a, b) =>
  a === b ? 0 : (VOWELS.includes(a) && VOWELS.includes(b)) || PAIRS.includes(a + b) ? 1 : 2;

const single = (word, i) => (SOFT.includes(word[i]) || word[i] === word[i - 1] ? 1 : 2);

// distance is the least cost of turning one word into the other. What is above limit is Infinity.
export function distance(a, b, limit = Infinity) {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let before;
  let above;
  let row = [0];
  for (let j = 0; j < b.length; j++) row.push(row[j] + single(b, j));
  for (let i = 0; i < a.length; i++) {
    before = above;
    above = row;
    const out = single(a, i);
    row = [above[0] + out];
    for (let j = 0; j < b.length; j++) {
      const swapped = i && a[i] === b[j - 1] && a[i - 1] === b[j] ? before[j - 1] + 2 : Infinity;
      row.push(Math.min(above[j] + replaced(a[i], b[j]), above[j + 1] + out, row[j] + single(b, j), swapped));
    }
    // A swap reaches back over a row, but leaving out the letter between is never dearer.
    if (Math.min(...row) > limit) return Infinity;
  }
  return row[b.length] > limit ? Infinity : row[b.length];
}

// most is how far a word of that length may be from what was meant.
export const most = (word) => (word.length < 4 ? 0 : Math.min(4, word.length >> 1));

// forms is a test for words that are related to one of 4 units or more: the same but for an ending of one or both.
export function forms(word) {
  const stems = ENDINGS.split("|")
    .filter((ending) => word.endsWith(ending) && word.length > ending.length + 3)
    .map((ending) => word.slice(0, -ending.length));
  return RegExp(`^(${[word, ...stems].join("|")})(${ENDINGS})?$`);
}
