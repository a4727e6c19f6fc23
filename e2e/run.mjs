// Runs the tests of this folder, two files at a time: long ones first, so that no long one is left alone at the end.

import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';
import { inside } from './sites.mjs';

const long = ['themes', 'markup', 'keyboard', 'offline', 'broken', 'still', 'editor', 'crisis', 'parity', 'plain', 'budget', 'hosted'];

const all = readdirSync(inside('e2e')).filter((name) => name.endsWith('.test.mjs')).sort();
const first = long.map((name) => `${name}.test.mjs`);
const missing = first.filter((name) => !all.includes(name));
if (missing.length) throw new Error(`no such tests here: ${missing.join(', ')}`);

const files = [...first, ...all.filter((name) => !first.includes(name))].map((name) => inside(`e2e/${name}`));
run({ files, concurrency: 2 })
  .on('test:fail', () => { process.exitCode = 1; })
  .compose(new Spec())
  .pipe(process.stdout);
