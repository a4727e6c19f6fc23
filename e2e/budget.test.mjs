// What a page costs an old phone on a slow line: bytes as they travel, and how often it asks.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { visit } from './browser.mjs';
import { filesIn, sitesIn, textOf, themesBuilt } from './built.mjs';
import { host } from './host.mjs';
import { web } from './sites.mjs';

const forPage = 14 * 1024; // HTML and style: one round of answers of a server that has just met the reader
const forScripts = 15 * 1024; // the page's script and the worker

const folders = [web, ...themesBuilt.values()];
const everySite = folders.flatMap((folder) => sitesIn(folder).map((site) => join(folder, site)));

const packed = new Map();

// size is that of a file as it travels.
function size(path) {
  if (!packed.has(path)) packed.set(path, gzipSync(readFileSync(path)).length);
  return packed.get(path);
}

const shown = (path) => path.split('/.tools/e2e/')[1];
const styleOf = (html) => (html.match(/<link rel="stylesheet" href="([^"]+)"/) || [])[1];
const scriptsOf = (html) => [...html.matchAll(/<script src="([^"]+)"/g)].map(([, address]) => address);

test('every page with its style is at most 14 KB', (t) => {
  const pages = everySite.flatMap((site) => filesIn(site, '.html').map((path) => {
    const html = textOf(site, path);
    const style = styleOf(html);
    return { page: join(site, path), html: gzipSync(html).length, style: style ? size(join(site, path, '..', style)) : 0 };
  }));
  assert.ok(pages.length > 3000);
  const total = ({ html, style }) => html + style;
  pages.sort((a, b) => total(b) - total(a) || (a.page < b.page ? -1 : 1));
  const told = (one) => `${shown(one.page)}: ${total(one)} (page ${one.html}, style ${one.style})`;
  t.diagnostic(`the heaviest: ${told(pages[0])}`);
  const over = pages.filter((one) => total(one) > forPage);
  assert.equal(over.slice(0, 20).map(told).join('\n'), '', `${over.length} pages are over ${forPage} bytes`);
});

test('the scripts of every site are at most 15 KB', (t) => {
  const costs = new Map();
  const onTyping = new Map();
  for (const site of everySite) {
    const scripts = new Set(filesIn(site, '.html').flatMap((path) => scriptsOf(textOf(site, path)).map((address) => join(site, path, '..', address))));
    const worker = size(join(site, 'sw.js'));
    for (const script of scripts) costs.set(shown(script), size(script) + worker);
    for (const path of filesIn(join(site, 'assets'), '.js')) {
      const [, later] = path.match(/^(need|panels)-/) || [];
      if (later) onTyping.set(later, Math.max(onTyping.get(later) || 0, size(join(site, 'assets', path))));
    }
  }
  t.diagnostic(`asked for when someone is about to type: ${[...onTyping].map((one) => one.join(' ')).join(', ')} bytes`);
  const [heaviest] = [...costs].sort(([, a], [, b]) => b - a);
  t.diagnostic(`the heaviest: ${heaviest.join(': ')}`);
  assert.deepEqual([...costs].filter(([, bytes]) => bytes > forScripts), []);
});

test('no site has a font', () => {
  for (const site of everySite) {
    assert.deepEqual(filesIn(site, '.woff', '.woff2', '.ttf', '.otf', '.eot'), []);
    for (const path of filesIn(site, '.css')) assert.doesNotMatch(textOf(site, path), /@font-face/, path);
  }
});

// Pictures of the content are loaded by themselves, after what can be read; icons and what a home screen asks for as well.
// Whoever opens the page of the search is about to type, so what knows words of need is asked for there before they do.
const early = /\/assets\/(need|panels)-/;
const firstViews = ['', 'help/', 'topics/', 'topics/sleep/', 'topics/when-feelings-hurt/', 'helplines/childline/', 'books/', 'search/', 'a-z/', 'feelings/', 'gd/'];

for (const [theme, folder] of themesBuilt) {
  test(`in the theme ${theme} a first view asks for three files at most: the page, its style, its script`, async () => {
    const at = await host(folder);
    after(() => at.close());
    for (const path of firstViews) {
      await visit(`${at.origin}/midlothian/beeslack/${path}`, { width: 320, height: 568 }, async (_, seen) => {
        const asked = seen.requests.filter(({ type }) => type !== 'manifest' && type !== 'image').map(({ url }) => new URL(url).pathname).filter((file) => path !== 'search/' || !early.test(file));
        assert.ok(asked.length <= 3, `${path} asks for ${asked.join(' ')}`);
      });
    }
  });
}
