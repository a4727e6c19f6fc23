// What the content itself says of helplines, read without the program: tests hold what a reader is shown against it.

import { readdirSync, readFileSync } from 'node:fs';
import { inside } from './sites.mjs';

/**
 * helplines are by their titles in English: `alwaysOpen`, when one of the ways to reach it is open day and night;
 * `from` and `to`, the ages it is for.
 */
export function helplines() {
  const folder = inside('content/national/helplines');
  const files = readdirSync(folder).filter((name) => /^[^.]+\.md$/.test(name));
  return new Map(files.map((name) => lineOf(readFileSync(`${folder}/${name}`, 'utf8'))));
}

function lineOf(text) {
  const ages = (text.match(/^ages:((?: .*)?(?:\n  .*)*)/m) || ['', ''])[1];
  const limit = (word, otherwise) => Number((ages.match(new RegExp(`${word}: (\\d+)`)) || ['', otherwise])[1]);
  const title = text.match(/^title: "?([^"\n]+)/m)[1];
  return [title, { alwaysOpen: /^ +always: true/m.test(text), from: limit('from', 0), to: limit('to', Infinity) }];
}
