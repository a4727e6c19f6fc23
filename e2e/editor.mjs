// An editor on a Git repository of its own, and the real server whose protocol it speaks.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../', import.meta.url));
const program = join(project, '.tools/wellshelf');

/** git runs a command of Git in a folder, without the settings of this machine. */
export function git(folder, ...args) {
  const env = {
    ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_DATE: '2026-11-01T10:00:00Z', GIT_COMMITTER_DATE: '2026-11-01T10:00:00Z',
  };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' });
}

/** repository is a new repository with files, by path; or with the project's own content where none are given. */
export function repository(files) {
  const folder = mkdtempSync(join(tmpdir(), 'wellshelf-editor-'));
  if (files) Object.entries(files).forEach(([path, text]) => write(folder, path, text));
  else cpSync(join(project, 'content'), join(folder, 'content'), { recursive: true });
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'config', 'user.name', 'Ada');
  git(folder, 'config', 'user.email', 'ada@example.org');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'first');
  return folder;
}

/** folder is a copy of the project's own content that Git knows nothing of. */
export function folder() {
  const made = mkdtempSync(join(tmpdir(), 'wellshelf-editor-'));
  cpSync(join(project, 'content'), join(made, 'content'), { recursive: true });
  return made;
}

/** filesOf are all files of a folder, by path, each as one text. */
export function filesOf(made) {
  const paths = readdirSync(made, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath || one.path, one.name));
  return new Map(paths.sort().map((path) => [path.slice(made.length + 1), readFileSync(path, 'latin1')]));
}

/** build builds one site of a folder as the program does for the web. Result: its files, as filesOf has them. */
export function build(made, site) {
  const out = mkdtempSync(join(tmpdir(), 'wellshelf-editor-'));
  execFileSync(program, ['build', '--drafts', '--content', join(made, 'content'), '--themes', join(project, 'themes'), '--today', '2026-11-23', '--site', site, '--out', join(out, 'public')],
    { env: { ...process.env, XDG_CACHE_HOME: join(project, '.tools/e2e/cache') }, stdio: 'pipe' });
  const files = filesOf(out);
  remove(out);
  return files;
}

/** photo is the file of a picture into which a camera wrote a text. */
export function photo(text) {
  const plain = readFileSync(join(project, 'content/national/topics/sleep.png'));
  const first = 8 + 25; // what comes before all else: the signature and the size
  const body = Buffer.concat([Buffer.from('tEXtComment\0', 'latin1'), Buffer.from(text, 'latin1')]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(body.length - 4, 0);
  around.writeUInt32BE(checksum(body), 4);
  return Buffer.concat([plain.subarray(0, first), around.subarray(0, 4), body, around.subarray(4), plain.subarray(first)]);
}

// checksum is the CRC-32 of PNG.
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** write puts a file into a folder. */
export function write(folder, path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** remove takes a folder away. */
export const remove = (folder) => rmSync(folder, { recursive: true, force: true });

/**
 * edit starts the program on a repository. Result: `address` of the forms, `pages` of what readers see, `close()`.
 */
export async function edit(folder, ...args) {
  const child = spawn(program, ['edit', '--content', join(folder, 'content'), '--themes', join(project, 'themes'), '--today', '2026-11-23',
    '--decap', join(project, 'editor/node_modules'), '--addr', '127.0.0.1:0', '--preview-addr', '127.0.0.1:0', ...args], {
    cwd: folder, env: { ...process.env, XDG_CACHE_HOME: join(project, '.tools/e2e/cache') }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => { said += text; });
  const found = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, address] = /^(\w+): +(\S+)$/.exec(line) || [];
    if (name) found[name] = address;
    if (found.pages) break;
  }
  if (!found.pages) throw new Error(`the editor did not start: ${said}`);
  return { address: found.edit, pages: found.pages, close: () => ended(child) };
}

/** decapServer starts Decap's own server on a repository. Result: `address` to post to, `close()`. */
export async function decapServer(folder) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(project, 'e2e/node_modules/decap-server/dist/index.js')], {
    env: { ...process.env, MODE: 'git', GIT_REPO_DIRECTORY: folder, PORT: String(port), BIND_HOST: '127.0.0.1', LOG_LEVEL: 'error' }, stdio: 'ignore',
  });
  const address = `http://127.0.0.1:${port}/api/v1`;
  for (;;) {
    const up = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"action":"info"}' }).catch(() => null);
    if (up) return { address, close: () => ended(child) };
    await new Promise((later) => setTimeout(later, 50));
  }
}

function ended(child) {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill();
  return child.exitCode === null ? gone : undefined;
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** api is a function that posts Decap's requests to an editor as its own page does, in a tab of its own. */
export async function api(editor) {
  const page = await (await fetch(editor.address)).text();
  const tab = /data-tab="([^"]+)"/.exec(page)[1];
  const { origin } = new URL(editor.address);
  return (request, to = 'api') => post(`${editor.address}${to}/${tab}`, request, { origin, 'sec-fetch-site': 'same-origin' });
}

/** post sends JSON and reads JSON. Result: `status`, `answer`. */
export async function post(address, request, headers = {}) {
  const { request: ask } = await import('node:http');
  const body = JSON.stringify(request);
  return new Promise((done, failed) => {
    const sent = ask(address, { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8', ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => { text += part; });
      response.on('end', () => done({ status: response.statusCode, answer: JSON.parse(text) }));
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

/** untouched is all that an editor must leave alone, as one text: HEAD, the index byte for byte, every file. */
export function untouched(folder) {
  const bytes = (path) => readFileSync(join(folder, path)).toString('base64');
  const files = git(folder, 'ls-files', '--cached', '--others').split('\n').filter(Boolean).map((path) => `${path} ${bytes(path)}`);
  return [bytes('.git/HEAD'), bytes('.git/index'), git(folder, 'rev-parse', 'HEAD'), git(folder, 'status', '--porcelain'), ...files].join('\n');
}
