// Text into words, the same for what is indexed and for what is typed. docs/search-format.md, section 1, has the
// rules. Browsers of 2018 know no classes of characters, so the letters are spelled out.

const APOSTROPHE = "['`\u00b4\u02b9\u02bc\u2018\u2019\u201b\u2032\u1fef\uff07\uff40]";
const APOSTROPHES = RegExp(APOSTROPHE, "g");
const LAST = RegExp(APOSTROPHE + "+$");
const MARKS =
  /[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const SPELT = {
  ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ø: "o", æ: "ae", œ: "oe", ı: "i", ħ: "h", ς: "σ", ґ: "г",
  ى: "ي", ة: "ه", ک: "ك", ی: "ي",
};
const LETTERS = RegExp("[" + Object.keys(SPELT).join("") + "\u0660-\u0669\u06f0-\u06f9]", "g");
const WORD = RegExp(
  "[a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u0373\u0376-\u037d\u0386-\u03ff\u0400-\u0481\u048a-\u052f" +
    "\u0531-\u0587\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\u0900-\u1fff\u3041-\u30ff" +
    "\u3400-\u9fff\uac00-\ud7a3]+",
  "g",
);
const LONGEST = 32;

// A digit of Arabic or Persian has its value in the low bits of its number.
const spelt = (letter) => SPELT[letter] || letter.charCodeAt() & 15;

const fold = (text) =>
  text.replace(APOSTROPHES, "").normalize("NFKD").toLowerCase().replace(MARKS, "").replace(LETTERS, spelt);

// An Arabic article is written as one word with what follows.
const cut = (word) => word.slice(0, LONGEST).replace(/^(و?ال)+(?=..)/, "");

// words are those of a text, in order.
export const words = (text) => (fold(text).match(WORD) || []).map(cut);

// spans are the words of a text with their places in it, in units, for marking them: accents and marks belong to the
// word before, and no two overlap. Of words that share their one character (½ is 1 and 2) only the last has it.
export function spans(text) {
  // Folding may reorder marks, but gives every character as many units as it would alone, so lengths can be added up.
  const begins = [];
  let at = 0;
  for (const character of text) {
    for (const unit of fold(character).split("")) begins.push(at);
    at += character.length;
  }
  begins.push(at);
  const list = [];
  fold(text).replace(WORD, (word, from) => {
    const start = begins[from];
    const whole = text.slice(start, begins[from + word.length]).replace(LAST, "");
    list.push({ word: cut(word), start, end: start + whole.length });
  });
  return list;
}
