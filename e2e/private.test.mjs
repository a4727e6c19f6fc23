import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { settled, visit } from './browser.mjs';
import { host } from './host.mjs';
import { searching } from './search.mjs';
import { onDisk, web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const home = `${at.origin}/midlothian/beeslack/`;

// kept is everything a browser could keep of a page beyond what it shows.
const kept = (page) => page.evaluate(async () => {
  const stores = self.indexedDB?.databases ? await indexedDB.databases().catch(() => []) : [];
  const inCaches = self.caches ? await caches.keys().catch(() => []) : [];
  return JSON.stringify([location.href, document.title, document.referrer, document.cookie, self.name, history.state, history.length, { ...localStorage }, { ...sessionStorage }, stores, inCaches]);
});

// traces are the places where words of a search turned up that belong to the reader alone.
async function traces(page, seen, words) {
  const places = [['what the browser keeps', await kept(page)], ['the browser’s cookies', JSON.stringify(await page.context().cookies())]];
  for (const { url, method, headers, body } of seen.requests) places.push([`a request for ${url}`, `${decodeURIComponent(url)} ${method} ${JSON.stringify(headers)} ${body}`]);
  for (const { path, query, headers, body } of at.requests) places.push([`what the host saw of ${path}`, `${path} ${decodeURIComponent(query)} ${JSON.stringify(headers)} ${body}`]);
  return places.filter(([, text]) => words.some((word) => text.toLowerCase().includes(word))).map(([place]) => place);
}

for (const [where, address] of [['on a web space', home], ['on a disk', onDisk('midlothian/beeslack/index.html')]]) {
  test(`what is typed stays in the box ${where}: no address, title, store, cookie or request holds it`, () => visit(address, {}, async (page, seen) => {
    const search = searching(page);
    const pages = await page.evaluate(() => history.length);
    for (const text of ['lonely wombat', 'lonly wombt panic', 'i want to die wombat', 'qwxzvkj wombat']) {
      await search.ask(text);
      await settled(page, seen, 200);
      assert.deepEqual(await traces(page, seen, ['wombat', 'wombt', 'lonely', 'lonly', 'panic', 'qwxzvkj']), [], text);
    }
    assert.equal(page.url(), address);
    assert.equal(await page.evaluate(() => history.length), pages, 'no step back is made of it');
  }));

  test(`who opens a result ${where} and comes back finds an empty box`, () => visit(address, {}, async (page, seen) => {
    const search = searching(page);
    await search.ask('sleep wombat');
    await search.links.first().click();
    await page.waitForURL(/\/topics\/sleep\//);
    assert.deepEqual(await traces(page, seen, ['wombat']), []);
    await page.goBack();
    await page.waitForURL(address);
    await page.waitForLoadState('load');
    assert.equal(await search.box.inputValue(), '');
    assert.equal(await search.answers.locator('section').count(), 0);
    await search.box.fill('wombat');
    await page.reload();
    assert.equal(await search.box.inputValue(), '');
  }));
}

test('no page sets a cookie or leaves anything on the device', () => visit(home, {}, async (page) => {
  for (const path of ['', 'search/', 'help/', 'topics/sleep/']) {
    await page.goto(home + path);
    assert.deepEqual(await page.context().cookies(), []);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0], path);
  }
}));
