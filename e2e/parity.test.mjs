// The browser's side of the search and the generator's answer every judged question alike, on every site.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { engine } from './engine.mjs';
import { inside, program, web } from './sites.mjs';

const { answer, index, need, payload } = await engine();

const rows = (file) => readFileSync(inside(`bench/judge/testdata/${file}.jsonl`), 'utf8').trim().split('\n').map(JSON.parse);

// Of the held-out questions every eighth is asked: enough to meet every path, and quick on eleven sites.
const questions = [
  ...rows('queries'),
  ...['held-out', 'crisis-held-out'].flatMap((file) => rows(file).filter((_, i) => i % 8 === 0)),
].map(({ q }) => q);

const sites = readdirSync(web, { withFileTypes: true }).filter((one) => one.isDirectory())
  .flatMap(({ name: area }) => readdirSync(join(web, area)).map((site) => `${area}/${site}`))
  .filter((site) => existsSync(join(web, site, 'search')));

/** loads gives the stored files of a built site, as a page of it would fetch them. */
const loads = (site) => async (language, called) =>
  payload.unsealed(called, gunzipSync(readFileSync(join(web, site, 'search', language, `${called}.bin`))).toString());

/** phrases is the pack that the pages of a site ask for. */
function phrases(site) {
  const assets = join(web, site, 'assets');
  const need = readdirSync(assets).find((name) => name.startsWith('need-'));
  return JSON.parse(readFileSync(join(assets, need), 'utf8').replace(/^self\.wsNeed=|;\s*$/g, ''));
}

/** ours is what the generator answers, a row for each question. */
function ours(site, language) {
  const folder = mkdtempSync(join(tmpdir(), 'wellshelf-parity-'));
  try {
    const file = join(folder, 'questions.jsonl');
    writeFileSync(file, questions.map((q) => JSON.stringify({ q })).join('\n'));
    const args = ['search', '--site', site, '--language', language, '--today', '2026-11-23', '--queries', file];
    const printed = execFileSync(program, args, { cwd: inside('.'), encoding: 'utf8', maxBuffer: 1 << 28 });
    return printed.trim().split('\n').map(JSON.parse);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** theirs is what the browser answers to one question. */
async function theirs(question, indexes, matcher) {
  const group = need.need(question, matcher);
  const { results } = await answer.answer(question, indexes, group);
  const top = await Promise.all(results.slice(0, 10).map(async (one) => {
    const [document] = await one.index.documents([one.number]);
    return [document.address, one.score];
  }));
  return { group: groups[group] || '', top };
}

// groups are those of docs/search-format.md, section 6.
const groups = [
  'life-in-danger', 'suicide', 'self-harm', 'hurt-by-someone', 'online-sexual-threat', 'leaving-home', 'worried-about-a-friend',
];

assert.equal(sites.length, 11, 'every site is asked');

for (const site of sites) {
  test(`${site} answers ${questions.length} questions alike in both`, async () => {
    for (const languages of [['en'], ['gd', 'en'], ['pl', 'en'], ['uk', 'en'], ['ar', 'en']]) {
      if (!existsSync(join(web, site, 'search', languages[0]))) continue;
      const indexes = await Promise.all(languages.map((language) => index.open(language, loads(site))));
      const matcher = need.unpack(phrases(site));
      for (const row of ours(site, languages[0])) {
        const got = await theirs(row.q, indexes, matcher);
        assert.deepEqual(got.top, row.results.map(({ address, score }) => [address, score]), `${languages}: ${row.q}`);
        assert.equal(got.group, row.group, row.q);
      }
    }
  });
}
