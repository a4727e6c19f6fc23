import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { host } from './host.mjs';

const words = '<p>words for the wire, again and again</p>\n'.repeat(100);

async function hosting(story) {
  const folder = await mkdtemp(join(tmpdir(), 'host-'));
  await mkdir(join(folder, 'a/b/c'), { recursive: true });
  await writeFile(join(folder, 'a/b/c/index.html'), words);
  await writeFile(join(folder, 'a/b/404.html'), 'lost');
  await writeFile(join(folder, 'a/b/data.bin'), words);
  const at = await host(folder);
  try {
    await story(at);
  } finally {
    await at.close();
    await rm(folder, { recursive: true });
  }
}

function ask(address, headers = {}) {
  return new Promise((answered, failed) => {
    get(address, { headers }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => answered({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', failed);
  });
}

test('the host compresses texts for who asks, and counts what went over the wire', () => hosting(async (at) => {
  const packed = await ask(`${at.origin}/a/b/c/`, { 'accept-encoding': 'gzip' });
  assert.equal(packed.headers['content-encoding'], 'gzip');
  assert.equal(packed.headers['content-type'], 'text/html; charset=utf-8');
  assert.ok(packed.body.length < words.length / 10);
  const wire = at.requests[0].wire;
  assert.ok(wire > packed.body.length && wire < packed.body.length + 500, `${wire} bytes for ${packed.body.length} and a head`);
  assert.equal(String((await ask(`${at.origin}/a/b/c/`)).body), words);
  assert.equal((await ask(`${at.origin}/a/b/data.bin`, { 'accept-encoding': 'gzip' })).headers['content-encoding'], undefined);
}));

test('the host sends nothing again that the reader has', () => hosting(async (at) => {
  const { headers } = await ask(`${at.origin}/a/b/c/`);
  const again = await ask(`${at.origin}/a/b/c/`, { 'if-none-match': headers.etag });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
}));

test('a folder’s address without its slash leads to the one with it, and a wrong address to the site’s own page', () => hosting(async (at) => {
  assert.equal((await ask(`${at.origin}/a/b/c`)).headers.location, '/a/b/c/');
  const lost = await ask(`${at.origin}/a/b/nowhere/`);
  assert.deepEqual([lost.status, String(lost.body)], [404, 'lost']);
}));

test('nothing outside the folder is served', () => hosting(async (at) => {
  for (const path of ['/../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd']) {
    assert.equal((await ask(at.origin + path)).status, 404, path);
  }
}));

test('a fault refuses, cuts, alters, delays or ends an answer, until it is mended', () => hosting(async (at) => {
  at.fault('data.bin', { status: 403 });
  assert.equal((await ask(`${at.origin}/a/b/data.bin`)).status, 403);
  at.fault('data.bin', { cut: 0.5 });
  assert.equal((await ask(`${at.origin}/a/b/data.bin`)).body.length, words.length / 2);
  at.fault('data.bin', { alter: (body) => body.fill(32) });
  assert.equal(String((await ask(`${at.origin}/a/b/data.bin`)).body).trim(), '');
  at.fault(/\.bin$/, { abort: true });
  await assert.rejects(ask(`${at.origin}/a/b/data.bin`));
  let release;
  at.fault('data.bin', { until: new Promise((go) => { release = go; }) });
  const waiting = ask(`${at.origin}/a/b/data.bin`);
  assert.equal((await ask(`${at.origin}/a/b/c/`)).status, 200, 'others do not wait');
  release();
  assert.equal((await waiting).status, 200);
  at.mend();
  assert.ok(String((await ask(`${at.origin}/a/b/data.bin`)).body) === words, 'the file as it is');
}));
