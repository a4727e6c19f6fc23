// Answers from indexes. docs/search-format.md, section 5, has the rules.

import { back, sound } from "./sound.js";
import { distance, forms, most } from "./spelling.js";
import { words } from "./words.js";

const LONGEST = 300; // units of a text that are read
const MANY = 24; // words of them
const SHARDS = 5; // loaded for an answer, in a language
const SECOND = 2; // words that are looked for in a second shard
const CANDIDATES = 6; // of a word
const EXACT = 16; // boost of a word that is in the dictionary
const NEAR = 14; // boost of one that is not, less its cost
const LISTED = 1000; // documents of a term at most: it may stand in any number
const FIRST = 10; // results whose documents an answer brings along

// place is the shard in which a sound belongs: that whose key is the last one not greater, or the first.
const place = (keys, said) => Math.max(0, keys.filter((key) => key <= said).length - 1);

// exact is a list of the term of a text that is a word of a shard, with its boost, or of nothing.
const exact = (text, shard) =>
  shard.filter(({ word }) => word === text).map(({ term }) => ({ term, boost: EXACT }));

// likeliest are the best of the words of a shard: price says what each would cost, or Infinity.
function likeliest(shard, price) {
  const list = shard.map(({ word, term }) => ({ word, term, cost: price(word) })).filter(({ cost }) => cost < Infinity);
  const seen = new Set();
  return list
    .sort((a, b) => a.cost - b.cost || b.term.postings.length - a.term.postings.length || (a.word < b.word ? -1 : 1))
    .filter(({ term, cost }) => cost <= list[0].cost + 1 && !seen.has(term) && seen.add(term))
    .slice(0, CANDIDATES)
    .map(({ term, cost }) => ({ term, boost: NEAR - cost }));
}

// completions are what a text begins, when it has enough units to say anything.
const completions = (least) => (text, shard) =>
  likeliest(shard, (word) => (text.length >= least && word.startsWith(text) ? 1 : Infinity));

// corrections are what a text may be a slip for.
function corrections(text, shard) {
  const limit = most(text);
  const form = forms(text);
  const price = (word) => Math.min(distance(text, word, limit), form.test(word) ? 1 : Infinity);
  return limit ? likeliest(shard, price) : [];
}

// The ways to find what a word means, of which the first that finds anything counts. The last word may still be being
// typed.
const WAYS = [exact, corrections, completions(4)];
const LAST_WAYS = [exact, completions(2), corrections];

// weight is how much a term says that stands in some of so many documents.
function weight(some, documents) {
  if (some >= LISTED) return 1;
  const rare = 256 + Math.floor((256 * (2 * (documents - some) + 1)) / (2 * some + 1));
  const power = 31 - Math.clz32(rare);
  return Math.max(1, Math.min(89, 8 * power + Math.floor(8 * (rare / 2 ** power - 1)) - 64));
}

// look finds what a text may mean in an index: candidates, a list for each wanted word, and extras, a list of one or
// none for every two words that stand side by side.
async function look(all, wanted, index) {
  const home = (word) => place(index.keys, sound(word));
  const shards = [];
  let room = SHARDS;
  const open = (i) => shards[i] || (room-- > 0 && (shards[i] = index.shard(i)));
  const taken = wanted.sort((a, b) => b.length - a.length).filter((word) => open(home(word)));
  const means = async (word, loading) => {
    const shard = await loading;
    const ways = word === all[all.length - 1] ? LAST_WAYS : WAYS;
    return ways.reduce((found, way) => (found[0] ? found : way(word, shard)), []);
  };
  const meant = await Promise.all(taken.map((word) => means(word, shards[home(word)])));
  let left = SECOND;
  const again = (word, i) => {
    if (meant[i][0] || left-- <= 0) return meant[i];
    const next = home(word) + 1;
    const beside = next < index.keys.length && index.keys[next].startsWith(sound(word));
    return means(word, beside ? index.shard(next) : index.backShard(place(index.backKeys, back(word))));
  };
  const pairs = new Set(all.slice(1).map((word, i) => all[i] + word));
  return Promise.all([
    Promise.all(taken.map(again)),
    Promise.all([...pairs].map(async (pair) => exact(pair, (await shards[home(pair)]) || []))),
  ]);
}

// find gives answers from one index.
async function find(all, group, index) {
  const { n, first } = index.root;
  const wanted = [...new Set(all)].filter((word) => !index.stop.has(word));
  const [candidates, extras] = await look(all, wanted.slice(), index);
  const sums = [];
  const marks = [];
  const give = (lists, count) => {
    for (const list of lists) {
      const points = [];
      const lowest = Math.min(...list.map(({ term }) => weight(term.postings.length, n)));
      for (const { term, boost } of list) {
        marks.push(...term.words);
        term.postings.forEach(([number, impact]) => {
          points[number] = Math.max(boost * lowest * impact, points[number] || 0);
        });
      }
      points.forEach((now, number) => {
        const sum = (sums[number] = sums[number] || { points: 0, count: 1 });
        sum.points += now;
        sum.count += count;
      });
    }
  };
  give(candidates, 1);
  give(extras, 0);
  const scores = sums.map(({ points, count }) => points * count);
  const ahead = (first || [])[group] || [];
  const highest = scores.reduce((a, b) => Math.max(a, b), 0);
  ahead.forEach((number, i) => (scores[number] = highest + ahead.length - i));
  const results = [];
  scores.forEach((score, number) => results.push({ index, number, score }));
  results.sort((a, b) => b.score - a.score || a.number - b.number);
  return { results, marks, wanted };
}

const documentsOf = (results) =>
  Promise.all(results.map(async ({ index, number }) => (await index.documents([number]))[0]));

// unseen are the results of the source language that the page's language does not have already.
function unseen(results, own, [{ root }, source]) {
  if (root.of !== source.root.build) return results;
  const seen = new Set(own.map(({ number }) => root.same[number]));
  return results.filter(({ number }) => !seen.has(number));
}

async function once(text, indexes, group) {
  const all = words(text.slice(0, LONGEST)).slice(0, MANY);
  const found = await Promise.all(indexes.map((index) => find(all, group, index)));
  const [own, source] = found.map((one) => one.results);
  const results = own.concat(source ? unseen(source, own, indexes) : []);
  await documentsOf(results.slice(0, FIRST));
  const together = (field) => new Set([].concat(...found.map((one) => one[field])));
  return { results, marks: together("marks"), wanted: [...together("wanted")] };
}

// answer works out the answers to a text from the index of the page's language and, where that is another, of the
// source language; group is what need() says of the text. It gives results, best first, each with its index and
// number; marks, the words to mark in what is shown; and wanted, the words that were looked up. The documents of the
// first results are there when it is. Where an index turns out to be of an older build, the answer is that of the newer.
export async function answer(text, indexes, group) {
  const newest = () => indexes.map((index) => index.newest());
  const before = newest();
  try {
    return await once(text, before, group);
  } catch (error) {
    const after = newest();
    if (after.every((index, i) => index === before[i])) throw error;
    return once(text, after, group);
  }
}

export const FACETS = ["kind", "stage", "format", "topic"];

const suits = (values, value) => !values || values.includes(value);

// counts narrows all results down to what was chosen, {kind, stage, format, topic} with a value or nothing for each. It
// gives the results that are left and, by facet, a list of {value, label, count}: how many results there would be with
// that value instead of the facet's own choice.
export async function counts(results, chosen) {
  const indexes = [...new Set(results.map(({ index }) => index))];
  const facets = await Promise.all(indexes.map((index) => index.facets()));
  const own = results.map(({ index, number }) => facets[indexes.indexOf(index)].documents[number]);
  const fits = (one, but) =>
    FACETS.every((facet) => facet === but || !chosen[facet] || suits(one[facet], chosen[facet]));
  const counted = { results: results.filter((_, i) => fits(own[i])) };
  for (const facet of FACETS) {
    const others = own.filter((one) => fits(one, facet));
    // Of two labels for a value that of the page's language stands.
    const labels = new Map([].concat(...facets.concat(facets.slice(0, 1)).map((one) => one[facet])));
    counted[facet] = [...labels].map(([value, label]) => ({
      value,
      label,
      count: others.filter((one) => suits(one[facet], value)).length,
    }));
  }
  return counted;
}
