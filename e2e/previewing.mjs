// A preview of a copy of the content, as a librarian starts it, and that librarian's editor.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inside, program } from './sites.mjs';

/**
 * preview starts the program over a copy of the content.
 *
 * Result: `origin`, without a slash at its end; `edit(file, how)`, which writes a file of the content anew with what `how`
 * makes of its text; `replace(file, how)`, which puts another file in its place, as many editors do; `restart()`, which
 * ends the program and starts it at the same address; `close()`, which ends it and gives its exit code.
 */
export async function preview() {
  const folder = mkdtempSync(join(tmpdir(), 'wellshelf-preview-'));
  cpSync(inside('content'), join(folder, 'content'), { recursive: true });
  const at = (file) => join(folder, 'content', file);
  const changed = (file, how) => how(readFileSync(at(file), 'utf8'));
  let running = await start(folder, '127.0.0.1:0');
  return {
    origin: running.origin,
    edit: (file, how) => writeFileSync(at(file), changed(file, how)),
    replace: (file, how) => {
      writeFileSync(`${at(file)}.tmp`, changed(file, how));
      renameSync(`${at(file)}.tmp`, at(file));
    },
    restart: async () => {
      await running.end();
      running = await start(folder, new URL(running.origin).host);
    },
    close: async () => {
      const code = await running.end();
      rmSync(folder, { recursive: true });
      return code;
    },
  };
}

async function start(folder, addr) {
  const options = ['preview', '--today', '2026-11-23', '--addr', addr, '--content', join(folder, 'content'), '--themes', inside('themes')];
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, XDG_CACHE_HOME: inside('.tools/e2e/cache') } });
  const ended = new Promise((go) => child.on('exit', go));
  const first = await Promise.race([
    new Promise((go) => createInterface(child.stdout).once('line', go)),
    ended.then((code) => { throw new Error(`the preview ended with ${code}`); }),
  ]);
  return {
    origin: first.replace(/\/$/, ''),
    end: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
