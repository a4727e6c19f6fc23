// What a device keeps of a site, and sites that are built anew while it does.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { web } from './sites.mjs';

const hash = (bytes) => createHash('sha256').update(bytes).digest().subarray(0, 9).toString('base64url');

const line = /^self\.wsKeep=(.*);\n/;
const readStart = (folder) => JSON.parse(line.exec(readFileSync(join(folder, 'sw.js'), 'utf8'))[1]);

/** lists are what the service worker of a built site keeps by itself, and what readers may keep, by the paths of files. */
export function lists(folder) {
  const { files, lists: chosen } = readStart(folder);
  const paths = (rows) => rows.map(([path]) => path);
  return { own: paths(files), chosen: Object.fromEntries(chosen.map((list) => [list, paths(JSON.parse(readFileSync(join(folder, list))).files)])) };
}

/** address is what a browser asks for when it wants a file. */
export const address = (path) => path.replace(/(^|\/)index\.html$/, '$1');

/**
 * copies is a folder with copies of a built site, by the names they get there; `close` removes it. `change(name, path,
 * edit)` writes a file of a copy anew and makes its lists fit, as a new build would.
 */
export function copies(site, ...names) {
  const top = mkdtempSync(join(tmpdir(), 'wellshelf-kept-'));
  for (const name of names) {
    mkdirSync(dirname(join(top, name)), { recursive: true });
    cpSync(join(web, site), join(top, name), { recursive: true });
  }
  return {
    top,
    change(name, path, edit) {
      const file = join(top, name, path);
      writeFileSync(file, edit(existsSync(file) ? readFileSync(file, 'utf8') : ''));
      relist(join(top, name));
    },
    close: () => rmSync(top, { recursive: true }),
  };
}

// relist writes the lists of a site as they must be for its files.
function relist(folder) {
  const start = readStart(folder);
  const row = ([path, , ...rest]) => [path, hash(readFileSync(join(folder, path))), ...rest];
  start.files = start.files.map(row);
  let all = JSON.stringify(start.files);
  for (const list of start.lists) {
    const kept = JSON.parse(readFileSync(join(folder, list)));
    kept.files = kept.files.map(row);
    kept.version = hash(JSON.stringify(kept.files));
    writeFileSync(join(folder, list), JSON.stringify(kept));
    all += kept.version;
  }
  start.version = hash(all);
  const script = readFileSync(join(folder, 'sw.js'), 'utf8').replace(line, () => `self.wsKeep=${JSON.stringify(start)};\n`);
  writeFileSync(join(folder, 'sw.js'), script);
}
