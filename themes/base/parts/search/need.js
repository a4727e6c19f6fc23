// Whether words are those of someone who needs help now. The phrases travel as hashes only: nobody who looks through
// the files of a site can read them. docs/search-format.md, section 6, has the rules.

import { hash, numbers } from "./payload.js";
import { words } from "./words.js";

const LONGEST = 5000; // units of a text that are read
const TRIES = 20; // words of it whose spelling is tried
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const NEAR = -1; // beside the groups, for what only looks like a phrase
const PASSING = ""; // beside the classes, for words that say nothing

const SALT = hash("#"); // a word by chance like a known one is not like the phrase of that word, too
const wordHash = (word) => hash(word, SALT) >>> 8;

// unpack makes a matcher of a pack; an empty pack matches nothing.
export function unpack(pack) {
  const rows = (pack + "     ").split(" ");
  const groups = new Map();
  const classes = new Map();
  const known = new Set();
  const each = (row, share, take) => {
    const next = numbers(rows[row]);
    let hashed = 0;
    for (let coded; (coded = next()) >= 0; ) {
      hashed += Math.floor(coded / share);
      take(hashed, coded % share, next);
    }
  };
  each(1, 8, (hashed, group) => groups.set(hashed, group));
  each(2, 1, (hashed) => groups.set(hashed, NEAR)); // it would cancel a phrase of the same words
  each(3, 1, (hashed) => known.add(hashed));
  each(4, 1, (hashed, _, next) => classes.set(hashed, "=" + next()));
  each(5, 1, (hashed) => classes.set(hashed, PASSING));
  return { longest: numbers(rows[0])(), groups, classes, known };
}

// slips are what one slip of the hand makes of a word. Their order is part of the format.
function* slips(word) {
  const many = word.length;
  for (let i = 0; i < many - 1; i++) yield word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
  for (let i = 0; i < many; i++) yield word.slice(0, i) + word.slice(i + 1);
  for (let gone = 1; gone >= 0; gone--) {
    for (let i = 0; i <= many - gone; i++) {
      for (const letter of LETTERS) yield word.slice(0, i) + letter + word.slice(i + gone);
    }
  }
}

function respelt(word, known) {
  for (const meant of slips(word)) if (known.has(wordHash(meant))) return meant;
  return word;
}

// tokens are the words of a text as phrases know them: well spelt, without what says nothing, one for all alike.
function tokens(text, matcher) {
  const classes = matcher.classes;
  let tries = TRIES;
  return words(text.slice(0, LONGEST))
    .map((word) => {
      const hashed = wordHash(word);
      const strange = /^[a-z]{5,}$/.test(word) && !matcher.known.has(hashed) && !classes.has(hashed);
      const meant = strange && tries-- > 0 ? respelt(word, matcher.known) : word;
      const alike = classes.get(wordHash(meant));
      return alike === undefined ? meant : alike;
    })
    .filter((token) => token !== PASSING);
}

// need is the group of the phrase in text that counts most, or -1.
export function need(text, matcher) {
  const list = ["^", ...tokens(text, matcher), "$"]; // some phrases count only when nothing else is said
  let best = -1;
  let most = 0;
  let reach = -1; // how far the near misses go that began here or before
  list.forEach((_, from) => {
    const found = [];
    let hashed;
    for (let to = from; to < Math.min(list.length, from + matcher.longest); to++) {
      hashed = to > from ? hash(" " + list[to], hashed) : hash(list[to]);
      const group = matcher.groups.get(hashed >>> 4);
      if (group === NEAR) reach = Math.max(reach, to);
      else if (group >= 0) found.push({ to, group });
    }
    for (const phrase of found) {
      // Group 0 before all, then more tokens, then the lower group; of equals the earlier.
      const counts = (phrase.group ? 0 : 1e6) + (phrase.to - from + 1) * 8 - phrase.group;
      if (phrase.to > reach && counts > most) {
        most = counts;
        best = phrase.group;
      }
    }
  });
  return best;
}
