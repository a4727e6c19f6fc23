// The style of entries beside that of the editor Decap: every file of the demonstration is read and written again as
// Decap does it (decap-cms-core, src/formats/yaml.ts and frontmatter.ts: gray-matter around the library yaml, its
// document as it comes). Where the two styles part, the reason is named here, and nothing else may part.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import matter from 'gray-matter';
import yaml from 'yaml';
import { inside } from './sites.mjs';

const content = inside('content');
const files = readdirSync(content, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md')).sort();

const engine = {
  parse: (text) => yaml.parseDocument(text).toJSON(),
  stringify(data) {
    const document = new yaml.Document();
    document.contents = yaml.createNode(data);
    return document.toString();
  },
};

/** written is a file as Decap writes it after reading it; lines are folded at width, and at none for 0. */
function written(text, width) {
  yaml.scalarOptions.str.fold.lineWidth = width;
  const style = { engines: { yaml: engine }, language: 'yaml', delimiters: '---' };
  const { content: words, data } = matter(text, style);
  return matter.stringify(words, data, style);
}

// Why a line of ours is not Decap's. A line that fits none of these would be changed by whoever next saves the entry.
const reasons = [
  ['times stand in quotes: readers of YAML 1.1 take 09:30 for a count of minutes', /^ *(- )?[\w-]+: "\d\d:\d\d"$/],
  ['words stand in quotes that YAML 1.1 takes for true or false', /^ *(- |[\w-]+: )"(yes|no|on|off|y|n)"$/i],
  ['comments are kept; Decap drops them', /(^|\s)#/],
];

const lines = (text) => text.split('\n');

/** own are the lines of text that other does not have as often. */
function own(text, other) {
  const rest = new Map();
  for (const line of lines(other)) rest.set(line, (rest.get(line) || 0) + 1);
  return lines(text).filter((line) => {
    const left = rest.get(line) || 0;
    rest.set(line, left - 1);
    return left <= 0;
  });
}

test('saving an entry in the editor changes no line but those with a reason', () => {
  const strange = [];
  for (const file of files) {
    const text = readFileSync(join(content, file), 'utf8');
    for (const line of own(text, written(text, 0))) {
      if (!reasons.some(([, shape]) => shape.test(line))) strange.push(`${file}: ${line}`);
    }
  }
  assert.deepEqual(strange, []);
  assert.ok(files.length > 300, `only ${files.length} files`);
});

test('what the editor writes says the same as the file', () => {
  for (const file of files) {
    const text = readFileSync(join(content, file), 'utf8');
    assert.deepEqual(engine.parse(written(text, 80).split(/^---$/m)[1]), engine.parse(text.split(/^---$/m)[1]), file);
  }
});

test('without its folding of long lines, the editor would change one line in fifty at most', () => {
  let all = 0;
  let changed = 0;
  for (const file of files) {
    const text = readFileSync(join(content, file), 'utf8');
    all += lines(text).length;
    changed += own(text, written(text, 0)).length;
  }
  assert.ok(changed * 50 < all, `${changed} of ${all} lines`);
});
