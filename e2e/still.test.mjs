// Nothing on a page moves while a reader begins to read: not when the style, the script or a picture comes late.

import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { visit } from './browser.mjs';
import { fullest, themesBuilt } from './built.mjs';
import { host } from './host.mjs';

const standing = new Map();
for (const [theme, folder] of themesBuilt) standing.set(theme, await host(folder));
after(() => Promise.all([...standing.values()].map((at) => at.close())));
afterEach(() => standing.forEach((at) => at.mend()));

// Runs in the page before anything else. Less than half a thousandth is a small thing that moved by part of a pixel.
const watching = () => {
  self.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput && value > 0.0005) self.moved.push(`${value.toFixed(4)}: ${sources.map(({ node }) => (node && node.outerHTML ? node.outerHTML.slice(0, 100) : node ? node.nodeName : '?')).join(' and ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

const moved = async (page) => {
  await page.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go, 100)))));
  return page.evaluate(() => self.moved);
};

const layouts = ['home', 'topic', 'help', 'helpline', 'place', 'search', 'resource', 'event', 'keep', 'list'];

for (const [theme, folder] of themesBuilt) {
  const pages = fullest(folder, 'midlothian/beeslack', 'en');
  for (const layout of layouts) {
    for (const [width, height] of [[320, 568], [1280, 800]]) {
      test(`${theme}, ${layout}, ${width} pixels wide: nothing moves when script and pictures come late`, async () => {
        const at = standing.get(theme);
        at.fault(/\.(png|webp|svg|jpg)$/, { delay: 300 });
        at.fault(/\/assets\/script-/, { delay: 300 });
        await visit(`${at.origin}/${pages.get(layout)}`, { width, height, before: watching }, async (page) => {
          await page.waitForFunction(() => self.wsStart);
          assert.deepEqual(await moved(page), []);
          await page.evaluate(() => scrollTo(0, 600));
          assert.deepEqual(await moved(page), [], 'while it is scrolled');
        });
      });
    }
  }
}

test('the check sees what moves', () => visit(`${standing.get('base').origin}/midlothian/beeslack/help/`, { width: 320, height: 568, before: watching }, async (page) => {
  await moved(page);
  await page.evaluate(() => {
    const late = document.createElement('p');
    late.textContent = 'late';
    document.querySelector('main').prepend(late);
  });
  assert.notDeepEqual(await moved(page), []);
}));
