// Asks Pagefind questions about the pages of a built site, whose folder is the argument. Standard input holds
// {"pages": [address...], "questions": [...]}, standard output gets a list of addresses for each question, best first.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gather, index, open } from './pagefind.mjs';

const shown = 10;
const { pages, questions } = JSON.parse(readFileSync(0, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'wellshelf-pagefind-'));
try {
  gather(process.argv[2], pages, join(folder, 'pages'));
  index(join(folder, 'pages'), join(folder, 'bundle'));
  const find = await open(join(folder, 'bundle'));
  const answers = [];
  for (const question of questions) answers.push(await find(question, shown));
  writeFileSync(1, JSON.stringify(answers));
} finally {
  rmSync(folder, { recursive: true });
}
