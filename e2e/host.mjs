// A host for built sites, as an ordinary web space is one: it knows types, compresses texts, and keeps no secrets
// from whoever measures. It can also be told to be slow, to refuse, and to send files that are cut or altered.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.bin': 'application/octet-stream',
};

const compressed = /^(text\/|application\/(json|xml)|image\/svg)/;

/**
 * host serves a folder on 127.0.0.1, at a port that is free.
 *
 * Result: `origin`, without a slash at its end; `requests`, in order of arrival, each with method, path, query, headers,
 * body, and once it is answered status (0: no answer) and `wire`, the bytes of the answer with its head; `fault(path,
 * what)`; `mend()`, which ends all faults; `close()`.
 */
export async function host(folder) {
  const requests = [];
  const faults = [];
  const files = new Map();
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') return response.writeHead(204).end(); // a browser's own question, not the site's
    const record = note(request);
    requests.push(record);
    const before = request.socket.bytesWritten;
    serve({ folder, files, faults }, request, response, record.path).then(() => {
      record.status = response.headersSent ? response.statusCode : 0;
      record.wire = request.socket.bytesWritten - before;
    }, (error) => response.destroy(error));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    fault: (path, what) => faults.unshift({ path, what }),
    mend: () => faults.splice(0),
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

function note(request) {
  const { pathname, search } = new URL(request.url, 'http://host');
  const record = { method: request.method, path: decodeURI(pathname), query: search, headers: request.headers, body: '', status: 0, wire: 0 };
  request.setEncoding('utf8');
  request.on('data', (text) => { record.body += text; });
  return record;
}

/**
 * A fault holds for paths that hold its text or pass its test, as a regular expression has one; the newest counts. What
 * it may say, any of:
 * - `until`: a promise the answer waits for, or a function that makes one for each;
 * - `delay`: milliseconds it waits;
 * - `from`: a function from the path to that of the file which answers instead;
 * - `status`: refuse with this status;
 * - `abort`: end the connection without an answer;
 * - `cut`: send only this share of the file, 0 to 1;
 * - `alter`: a function from the file's bytes and its path to the bytes that are sent.
 */
function faultOf(faults, path) {
  const found = faults.find((fault) => (typeof fault.path === 'string' ? path.includes(fault.path) : fault.path.test(path)));
  return found ? found.what : {};
}

async function serve({ folder, files, faults }, request, response, path) {
  const what = faultOf(faults, path);
  await (typeof what.until === 'function' ? what.until(path) : what.until);
  if (what.delay) await pause(what.delay);
  if (what.abort) return request.socket.destroy();
  if (what.status) return refuse(response, what.status);
  const file = await find(folder, files, what.from ? what.from(path) : path);
  if (file.redirect) return response.writeHead(301, { location: file.redirect }).end();
  const body = damage(file.body, what, path);
  send(request, response, { ...file, ...(body === file.body ? {} : { body, packed: undefined, tag: tagOf(body) }) });
}

function refuse(response, status) {
  response.writeHead(status, { 'content-type': types['.txt'] }).end(`refused with ${status}\n`);
}

function damage(body, what, path) {
  if (what.cut !== undefined) return body.subarray(0, Math.floor(body.length * what.cut));
  return what.alter ? what.alter(Buffer.from(body), path) : body;
}

async function find(folder, files, path) {
  if (!files.has(path)) files.set(path, await load(folder, path));
  return files.get(path);
}

async function load(folder, path) {
  const inside = normalize(path);
  const name = inside.endsWith('/') ? `${inside}index.html` : inside;
  try {
    return ready(await readFile(join(folder, name)), name, 200);
  } catch (error) {
    if (error.code === 'EISDIR') return { redirect: encodeURI(`${path}/`) };
    return missing(folder, inside);
  }
}

async function missing(folder, inside) {
  const site = inside.split('/').slice(1, 3).join('/');
  const body = await readFile(join(folder, site, '404.html')).catch(() => Buffer.from('not found\n'));
  return ready(body, '404.html', 404);
}

function ready(body, name, status) {
  const type = types[extname(name)] || 'application/octet-stream';
  const packed = compressed.test(type) ? gzipSync(body) : undefined;
  return { body, packed, type, status, tag: tagOf(body) };
}

function tagOf(body) {
  return `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
}

function send(request, response, { body, packed, type, status, tag }) {
  response.setHeader('etag', tag);
  response.setHeader('cache-control', 'no-cache');
  if (request.headers['if-none-match'] === tag && status === 200) return response.writeHead(304).end();
  const zipped = packed && /\bgzip\b/.test(request.headers['accept-encoding'] || '');
  const bytes = zipped ? packed : body;
  response.writeHead(status, {
    'content-type': type,
    'content-length': bytes.length,
    ...(packed ? { vary: 'accept-encoding' } : {}),
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
