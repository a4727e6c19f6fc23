// What all files of an index have in common. docs/search-format.md, section 4, has the rules.

const HALF = 45; // of the digits end a number, as many say that more follow

// digit is the value of a character: its place from ! to ~, without the four that are none.
const digit = (code) => code - 33 - (code > 34) - (code > 38) - (code > 60) - (code > 92);

// hash is FNV-1a over the units of a text, a whole number of 32 bits. It may go on from the hash of what stands before.
export function hash(text, from = 2166136261) {
  for (let i = 0; i < text.length; i++) from = Math.imul(from ^ text.charCodeAt(i), 16777619);
  return from >>> 0;
}

// name is a hash as it stands in files and addresses.
export const name = (text) => hash(text).toString(36);

// unsealed is the payload of a stored text, whose last line says that it is what was called by that name, and whole.
export function unsealed(called, stored = "") {
  const end = stored.lastIndexOf("\n");
  const payload = stored.slice(0, end);
  if (end < 0 || name(called + payload) !== stored.slice(end + 1)) {
    throw new Error("a file of the search index is missing or altered");
  }
  return payload;
}

// numbers is a function that gives the numbers of a text one after another, then -1.
export function numbers(text) {
  let at = 0;
  return () => {
    let value = 0;
    for (let place = 1; at < text.length; place *= HALF) {
      const next = digit(text.charCodeAt(at++));
      value += place * (next % HALF);
      if (next < HALF) return value;
    }
    return -1;
  };
}

// wordList gives the words of a list, in which each says how much it shares with the one before.
export function wordList(line) {
  let word = "";
  return line ? line.split(" ").map((rest) => (word = word.slice(0, parseInt(rest[0], 36)) + rest.slice(1))) : [];
}
