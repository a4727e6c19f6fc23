// The engine of the search as Node can run it, and made-up indexes for it.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const parts = fileURLToPath(new URL('../themes/base/parts', import.meta.url));
const testdata = new URL('../generator/search/testdata/', import.meta.url);

/** top is the address of the made-up site whose pages the engine takes itself to be on. */
export const top = 'https://site.example/';

/** engine is all that the modules of the engine export, by module. Without a package.json, Node would not take them
 * for modules where they are. */
export async function engine() {
  const folder = mkdtempSync(join(tmpdir(), 'wellshelf-engine-'));
  try {
    for (const part of ['page', 'search']) cpSync(join(parts, part), join(folder, part), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    globalThis.document = { currentScript: { src: `${top}assets/script.js` } };
    const modules = {};
    for (const name of ['words', 'sound', 'spelling', 'payload', 'shard', 'index', 'answer', 'loader', 'need', 'phrases', 'opening']) {
      modules[name] = await import(pathToFileURL(join(folder, 'search', `${name}.js`)));
    }
    return modules;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** fixture is what the generator's tests hold to be right. */
export const fixture = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, testdata), 'utf8'));

const digits = '!#$%\'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~';

/** number is one as the files of an index write it. */
export const number = (n) => (n < 45 ? digits[n] : digits[45 + (n % 45)] + number(Math.floor(n / 45)));

/** index is an index as it is stored: files, by what they are called; scripts, likewise; root. Every word of a title is a
 * term of its own, of impact 1. shard says how many words a shard has. */
export function index(modules, { language, documents, stop = '', kinds = [['topics', 'topic']], first = [], of, same, facets, shard = 100 }) {
  const { sound, payload } = modules;
  const front = shards(modules, documents, sound.sound, shard);
  const back = shards(modules, documents, sound.back, shard);
  const parts = chunks(documents, 2).map((some) => some.map(row).join('\n'));
  const none = '{"stages":[],"formats":[],"topics":[]}\n' + documents.map(() => '!!!!').join('');
  const payloads = [...front, ...back].map((one) => one.text).concat(parts, facets || none);
  const build = payload.name(payloads.join('\n'));
  const keys = (some) => list(some.map(({ key }) => key));
  const n = documents.length;
  const root = { v: 1, lang: language, build, n, per: 2, kinds, first, of, same, stop, keys: keys(front), backkeys: keys(back) };
  const sealed = (called, text) => [called, `${text}\n${payload.name(called + text)}`];
  const stored = payloads.map((text, i) => sealed(`${build}/${i}`, text));
  const files = Object.fromEntries([sealed('root', JSON.stringify(root)), ...stored]);
  const script = (brought) => `wsIndex(${JSON.stringify(language)},${JSON.stringify(brought)});`;
  const scripts = chunks(stored, 16).map((some, i) => [`${build}/${i}`, script(Object.fromEntries(some))]);
  return { files, scripts: { root: script({ root: files.root }), ...Object.fromEntries(scripts) }, root };
}

function shards({ words }, documents, key, size) {
  const all = [...new Set(documents.flatMap((one) => words.words(one.title)))];
  all.sort((a, b) => (key(a) < key(b) || (key(a) === key(b) && a < b) ? -1 : 1));
  const made = [];
  while (all.length > 0) {
    let end = Math.min(size, all.length);
    while (end < all.length && key(all[end]) === key(all[end - 1])) end++;
    const own = all.splice(0, end);
    const found = own.map((word) => documents.flatMap((one, i) => (words.words(one.title).includes(word) ? [i] : [])));
    const postings = found.map((places) => places.map((at, i) => number(15 * (at - (i ? places[i - 1] + 1 : 0)))).join(''));
    const text = [list(own), own.map(() => number(0)).join(''), found.map((places) => number(places.length)).join(''), postings.join('')];
    made.push({ key: key(own[0]), text: text.join('\n') });
  }
  return made;
}

const chunks = (all, size) => Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));

const list = (words) => words.map((word) => `0${word}`).join(' ');

const row = (one) => [one.address, number(one.kind || 0), one.stages || '', one.title, one.summary || ''].join('\t');
