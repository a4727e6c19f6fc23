// What a librarian sees of the preview while they write, and what nobody else gets to see.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { visit } from './browser.mjs';
import { launch } from './chromium.mjs';
import { preview } from './previewing.mjs';
import { searching } from './search.mjs';

const at = await preview();
after(() => at.close());

const home = `${at.origin}/midlothian/beeslack/`;
const sleep = `${home}topics/sleep/`;
const file = 'national/topics/sleep.md';

const bar = (page) => page.locator('wellshelf-preview');

// What is noted in the window is forgotten when the page is loaded again.
const mark = (page) => page.evaluate(() => { self.marked = true; });
const marked = (page) => page.evaluate(() => Boolean(self.marked));

for (const [how, save] of [['written anew', at.edit], ['replaced by another file', at.replace]]) {
  test(`a file that is ${how} shows in the open page by itself, where the reader was`, () => visit(sleep, {}, async (page) => {
    // The save of the test before may have the page loaded once more, so this is asked until it holds.
    await page.waitForFunction(() => {
      scrollTo({ top: 900, behavior: 'instant' });
      return document.readyState === 'complete' && scrollY === 900;
    });
    const before = 900;
    const title = `Sleep ${how}`;
    save(file, (text) => text.replace(/^title: .*/m, `title: ${title}`));
    await page.locator('h1').getByText(title).waitFor({ state: 'attached' });
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 40, before);
    save(file, (text) => text.replace(/^title: .*/m, 'title: Sleep'));
    await page.locator('h1').getByText('Sleep', { exact: true }).waitFor({ state: 'attached' });
    await page.waitForFunction((y) => Math.abs(scrollY - y) < 40, before);
  }));
}

test('a page that does not show what changed is not loaded again', () => visit(`${home}privacy/`, {}, async (page) => {
  await mark(page);
  at.edit(file, (text) => text.replace('summary: ', 'summary: Anew. '));
  await visit(sleep, {}, async (other) => assert.ok((await other.locator('meta[name=description]').getAttribute('content')).startsWith('Anew.')));
  await page.waitForTimeout(500);
  assert.ok(await marked(page));
  at.edit(file, (text) => text.replace('summary: Anew. ', 'summary: '));
}));

test('front matter that cannot be read is explained in the page, above its last version, and heals', () => visit(sleep, { losses: true }, async (page) => {
  at.edit(file, (text) => text.replace(/^title: Sleep$/m, 'title: [Sleep'));
  const panel = bar(page).locator('.panel');
  await panel.getByText(`content/${file}:`).first().waitFor();
  await panel.getByText('What you see is how it last was').waitFor();
  await page.locator('h1').first().getByText('Sleep', { exact: true }).waitFor({ state: 'attached' });
  await bar(page).getByRole('link', { name: 'problem' }).click();
  await page.locator('main').getByText(`content/${file}:`).first().waitFor();
  await page.goBack({ waitUntil: 'commit' });
  at.edit(file, (text) => text.replace(/^title: \[Sleep$/m, 'title: Sleep'));
  await panel.getByText('how it last was').waitFor({ state: 'detached' });
}));

test('a draft says that it is one, and a page leads to itself on another site', () => visit(sleep, {}, async (page) => {
  at.edit(file, (text) => text.replace(/^title: /m, 'draft: true\ntitle: '));
  await bar(page).getByText('Readers do not see this page').waitFor();
  at.edit(file, (text) => text.replace(/^draft: true\n/m, ''));
  await bar(page).getByText('Readers do not see this page').waitFor({ state: 'detached' });
  await bar(page).getByLabel('Site').selectOption('north-ayrshire/kilwinning');
  await bar(page).getByRole('button', { name: 'Go' }).click();
  await page.waitForURL(`${at.origin}/north-ayrshire/kilwinning/topics/sleep/`);
}));

test('search works, and nothing is kept on the device', () => visit(home, { keeps: true }, async (page, seen) => {
  const search = searching(page);
  await search.ask('anxeity');
  assert.equal((await search.titles())[0], 'Anxiety and worry');
  assert.deepEqual(seen.requests.filter(({ url }) => url.endsWith('/sw.js')), []);
  assert.equal(await page.evaluate(() => navigator.serviceWorker), undefined);
}));

test('pages that let no script in have the bar, too', () => visit(`${home}embed/topics/sleep/`, {}, async (page) => {
  await bar(page).getByRole('link', { name: 'All sites' }).waitFor();
  const before = await bar(page).getAttribute('data-was');
  at.edit(file, (text) => text.replace(/^summary: /m, 'summary: Embedded. '));
  await page.waitForFunction((was) => document.querySelector('wellshelf-preview').dataset.was !== was, before);
  at.edit(file, (text) => text.replace('summary: Embedded. ', 'summary: '));
}));

test('a preview that is started again goes on in the pages that are open', () => visit(sleep, { losses: true }, async (page) => {
  const token = await bar(page).getAttribute('data-token');
  await at.restart();
  await page.waitForFunction((was) => document.querySelector('wellshelf-preview').dataset.token !== was, token, { timeout: 30_000 });
}));

// Another site in the same browser, which knows where previews are. Its name is localhost: to browsers, another site than
// 127.0.0.1. attacker.example leads to this computer.
const attacker = createServer((request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Elsewhere</title><body>'));
await new Promise((ready) => attacker.listen(0, 'localhost', ready));
const { port } = new URL(at.origin);
const browser = await launch({ chromium }, '--host-resolver-rules=MAP attacker.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost');
after(async () => {
  await browser.close();
  attacker.closeAllConnections();
  attacker.close();
});

const attempts = (origin) => new Promise((done) => {
  const outcomes = {};
  const add = (name, tag, fields) => new Promise((go) => {
    const one = Object.assign(document.createElement(tag), fields);
    one.onload = () => go((outcomes[name] = 'loaded'));
    one.onerror = () => go((outcomes[name] = 'refused'));
    document.body.append(one);
  });
  const ask = (name, options) => fetch(`${origin}/midlothian/beeslack/`, options)
    .then((response) => response.text().then((text) => { outcomes[name] = text || (response.type === 'opaque' ? 'refused' : 'read'); }), () => { outcomes[name] = 'refused'; });
  const frame = () => add('frame', 'iframe', { src: `${origin}/midlothian/beeslack/` }).then(() => {
    try {
      outcomes.frame = document.querySelector('iframe').contentDocument ? 'read' : 'refused';
    } catch (_) {
      outcomes.frame = 'refused';
    }
  });
  const stream = new Promise((go) => {
    const source = new EventSource(`${origin}/_changes?page=/&was=x`);
    source.onopen = () => go((outcomes.stream = 'opened'));
    source.onerror = () => go((outcomes.stream = 'refused'));
  });
  const socket = new Promise((go) => {
    const one = new WebSocket(`${origin.replace('http', 'ws')}/_changes`);
    one.onopen = () => go((outcomes.socket = 'opened'));
    one.onerror = () => go((outcomes.socket = 'refused'));
  });
  Promise.all([
    ask('fetch', {}), ask('blind fetch', { mode: 'no-cors' }), frame(), stream, socket,
    add('script', 'script', { src: `${origin}/_preview/bar.js` }), add('picture', 'img', { src: `${origin}/midlothian/beeslack/site.webmanifest` }),
    add('style', 'link', { rel: 'stylesheet', href: `${origin}/_preview/page.css` }),
  ]).then(() => done(outcomes));
});

test('T10: a page of another origin gets nothing by fetch, script, picture, style, frame, stream or socket', async () => {
  const page = await browser.newPage();
  const answers = [];
  page.on('response', (response) => { if (response.url().startsWith(at.origin)) answers.push(response.status()); });
  await page.goto(`http://localhost:${attacker.address().port}/`);
  const outcomes = await page.evaluate(attempts, at.origin);
  for (const [what, outcome] of Object.entries(outcomes)) assert.equal(outcome, 'refused', what);
  assert.equal(Object.keys(outcomes).length, 8);
  assert.ok(answers.every((status) => status === 403), `${answers}`);
  await page.close();
});

test('T10: a link from another origin shows the page, and the page does not know who led there', async () => {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${attacker.address().port}/`);
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.evaluate((to) => { self.child = open(to); }, home)]);
  await opened.locator('h1').waitFor();
  assert.equal(await opened.evaluate(() => self.opener), null);
  await page.close();
});

test('T11: a name of somebody else that leads to this computer meets no answer', async () => {
  const page = await browser.newPage();
  const response = await page.goto(`http://attacker.example:${port}/midlothian/beeslack/`);
  assert.equal(response.status(), 421);
  assert.ok(!(await page.content()).includes('Beeslack'));
  await page.close();
});
