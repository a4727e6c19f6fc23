// Where a word stands in the dictionary: misspelt words mostly sound like what was meant, and so stand beside it.
// docs/search-format.md, section 2, has the rules.

// The e, i or y after a c is silent by itself, so it may be taken together with it.
const RULES = /^(?:kn|wr|ps)|ph|gh|c[eiy]|[xcqzvj]|[aeiouywhаеиіоуюяєыэьъاوي]/g;
const SAID = {
  kn: "n", wr: "r", ps: "s", ph: "f", x: "ks", ce: "s", ci: "s", cy: "s", c: "k", q: "k", z: "s", v: "f", j: "g",
};

function said(letters, at) {
  if (at || SAID[letters] || /gh|[ьъ]/.test(letters)) return SAID[letters] || "";
  return /[ywhاوي]/.test(letters) ? letters : /[aeiou]/.test(letters) ? "a" : "а";
}

// sound takes a word as words() makes it. Endings that only say which form of a word it is are gone.
export const sound = (word) =>
  word.replace(RULES, said).replace(/(.)\1+/g, "$1").replace(/^(..+?)(?:ng|[ds])+$/, "$1");

// back is the sound read backwards, where words stand by their endings.
export const back = (word) => sound(word).split("").reverse().join("");
