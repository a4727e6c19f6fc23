// The Nu HTML checker reads every page of every site. It starts once, and reads all.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesIn, themesBuilt } from './built.mjs';
import { errorsIn } from './nu.mjs';
import { web } from './sites.mjs';

// alike gives one path for all files that are the same to the byte.
const alike = (paths) => [...new Map(paths.map((path) => [readFileSync(path, 'latin1'), path])).values()];

test('every page of every site is sound HTML', async () => {
  const paths = [web, ...themesBuilt.values()].flatMap((folder) => filesIn(folder, '.html').map((path) => join(folder, path)));
  assert.ok(paths.length > 3000);
  const errors = await errorsIn(alike(paths));
  const kinds = new Map();
  for (const error of errors) {
    const kind = error.replace(/^[^:]*:\d+: /, '').replace(/[“"].*?[”"]/g, '…').slice(0, 80);
    kinds.set(kind, [...(kinds.get(kind) || []), error]);
  }
  assert.equal([...kinds.values()].map((all) => `${all.length} times, first ${all[0]}`).join('\n'), '');
});

test('the checker sees a page that is not sound', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'markup-'));
  const page = join(scratch, 'page.html');
  writeFileSync(page, '<!doctype html><html lang="en"><head><title>A page</title></head><body><p id="a"><ul><p id="a"></ul></body></html>');
  try {
    assert.match((await errorsIn([page])).join('\n'), /Duplicate ID/);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});
