// What VS Code is set up to do in the project's folder: the same files, read by the same programs.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { remove } from './editor.mjs';
import { inside, program } from './sites.mjs';

const sleep = 'content/national/topics/sleep.md';

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'wellshelf-vscode-'));
  for (const path of ['content', '.remarkrc.mjs']) cpSync(inside(path), join(folder, path), { recursive: true });
  symlinkSync(inside('.vscode'), join(folder, '.vscode'));
  writeFileSync(join(folder, sleep), readFileSync(inside(sleep), 'utf8').replace(/^summary:/m, 'sumary:'));
});
after(() => remove(folder));

const run = (command, ...args) => spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: inside('.tools/e2e/cache') } });

test('remark, as VS Code starts it, underlines the field that is wrong, and nothing else in the demonstration', () => {
  const { stderr } = run(inside('e2e/node_modules/.bin/remark'), 'content', '--no-stdout', '--quiet', '--no-color');
  const said = stderr.split('\n').map((line) => line.trim()).filter(Boolean);
  assert.equal(said[0], sleep);
  assert.match(said[1], /^warning +Must have required property 'summary' /);
  assert.match(said[2], /^warning +Must NOT have additional properties /);
  assert.deepEqual(said.slice(3), ['⚠ 2 warnings']);
});

test('the task "Check everything" finds the places of what check says', () => {
  const { tasks } = JSON.parse(readFileSync(inside('.vscode/tasks.json'), 'utf8'));
  const { pattern } = tasks.find(({ label }) => label === 'Check everything').problemMatcher;
  const { stdout } = run(program, 'check', '--themes', inside('themes'), '--today', '2026-11-23');
  const found = stdout.split('\n').map((line) => new RegExp(pattern.regexp).exec(line)).filter(Boolean);
  const one = found.find((match) => match[pattern.message].includes('sumary'));
  assert.equal(one[pattern.file], sleep);
  assert.equal(one[pattern.severity], 'error');
  assert.match(readFileSync(join(folder, one[pattern.file]), 'utf8').split('\n')[one[pattern.line] - 1].slice(one[pattern.column] - 1), /^sumary/);
});
