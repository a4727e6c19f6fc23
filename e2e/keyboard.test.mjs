// The pages as someone meets them who uses keys alone, on a small phone with a keyboard and on a wide screen.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { visit } from './browser.mjs';
import { fullest, isLoud, textOf, themesBuilt } from './built.mjs';
import { host } from './host.mjs';
import { searching } from './search.mjs';

const phone = { width: 320, height: 568 };
const wide = { width: 1280, height: 800 };
const school = 'midlothian/beeslack';

const standing = new Map();
for (const [theme, folder] of themesBuilt) standing.set(theme, await host(folder));
after(() => Promise.all([...standing.values()].map((at) => at.close())));

// focus tells of what has the focus: words, where it leads, and what a reader sees of it. Of what is underneath, one point
// in the middle and two near its ends are asked, as far as they are on the screen.
const focus = (page) => page.evaluate(() => {
  const one = document.activeElement;
  if (one === document.body) return { nothing: true };
  const [box] = one.getClientRects();
  const style = getComputedStyle(one);
  const label = one.labels && one.labels[0];
  const at = (x, y) => {
    const top = document.elementFromPoint(x, y);
    return top && (one.contains(top) || top.contains(one) && !/fixed|sticky/.test(getComputedStyle(top).position) || (label && label.contains(top))) ? '' : `${Math.round(x)},${Math.round(y)} shows ${top ? top.outerHTML.slice(0, 80) : 'nothing'}`;
  };
  const middle = (box.top + box.bottom) / 2;
  const points = [at((box.left + box.right) / 2, middle), at(box.left + 3, middle), at(box.right - 3, middle)];
  const rings = [one, one.parentElement, label].filter(Boolean).map((each) => getComputedStyle(each));
  return {
    html: one.outerHTML.slice(0, 120),
    words: one.textContent.trim(),
    href: one.href || '',
    inMain: Boolean(one.closest('main')),
    hidden: points.find(Boolean) || '',
    ringed: rings.some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none') || style.backgroundColor === 'Highlight',
  };
});

// walk presses a key until the focus leaves the page, and gathers what is wrong on the way.
async function walk(page, key, most = 400) {
  const wrong = [];
  let steps = 0;
  for (; steps < most; steps++) {
    await page.keyboard.press(key);
    const now = await focus(page);
    if (now.nothing) break;
    if (now.hidden) wrong.push(`hidden after ${key}: ${now.html}: ${now.hidden}`);
    if (!now.ringed) wrong.push(`the focus cannot be seen: ${now.html}`);
  }
  assert.ok(steps > 2 && steps < most, `${steps} steps`);
  return [...new Set(wrong)];
}

for (const [theme, folder] of themesBuilt) {
  const pages = fullest(folder, school, 'en');
  const address = (path) => `${standing.get(theme).origin}/${path}`;

  for (const layout of ['topic', 'help', 'home', 'list', 'place', 'search', 'keep', 'embed']) {
    test(`${theme}, ${layout}: whatever has the focus is in sight, forwards and backwards`, () => visit(address(pages.get(layout)), phone, async (page) => {
      const wrong = await walk(page, 'Tab');
      await page.setViewportSize(layout === 'topic' ? wide : phone);
      await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, document.documentElement.scrollHeight); });
      wrong.push(...await walk(page, 'Shift+Tab'));
      assert.equal(wrong.join('\n'), '');
    }));
  }
}

const [[first, folder]] = themesBuilt;
const home = `${standing.get(first).origin}/${school}/`;
const quiet = 'topics/sleep/';
const loud = 'topics/when-feelings-hurt/';

test('one of the pages of these journeys is sensitive, the other is not', () => {
  assert.ok(isLoud(textOf(folder, `${school}/${loud}index.html`)));
  assert.ok(!isLoud(textOf(folder, `${school}/${quiet}index.html`)));
});

for (const [path, size] of [[quiet, phone], [loud, phone], [loud, wide]]) {
  test(`the first key on ${path} offers to skip the header, at ${size.width} pixels`, () => visit(home + path, size, async (page) => {
    await page.keyboard.press('Tab');
    const skip = await focus(page);
    assert.match(skip.href, /#main$/);
    assert.equal(skip.hidden, '');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok((await focus(page)).inMain, 'and the next key goes on from there');
  }));
}

test('on a sensitive page the second key offers the way out, on others it goes on to the site', async () => {
  const second = async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    return focus(page);
  };
  await visit(home + loud, phone, async (page) => {
    const leave = await second(page);
    assert.match(leave.href, /^https:/);
    assert.equal(leave.hidden, '');
    assert.equal(leave.words, 'Leave this site');
  });
  await visit(home + quiet, phone, async (page) => assert.ok((await second(page)).href.startsWith(home)));
});

// reach presses Tab until what has the focus answers, and tells how often.
async function reach(page, answers, most = 60) {
  for (let steps = 1; steps <= most; steps++) {
    await page.keyboard.press('Tab');
    const now = await focus(page);
    if (answers(now)) return { steps, now };
  }
  return assert.fail(`not reached in ${most} steps`);
}

for (const path of ['', quiet, loud, 'search/', 'a-z/']) {
  test(`help now is at most six keys away on ${path || 'the start page'}, and Enter opens it`, () => visit(home + path, phone, async (page) => {
    const { steps } = await reach(page, ({ href }) => href === `${home}help/`);
    assert.ok(steps <= 6, `${steps} keys`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${home}help/`);
    await page.getByRole('link', { name: '0800 1111' }).first().waitFor();
  }));
}

for (const size of [phone, wide]) {
  test(`the menu is opened, used and closed by keys, at ${size.width} pixels`, () => visit(home + quiet, size, async (page) => {
    const books = page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Books', exact: true });
    if (size === phone) {
      assert.ok(!await books.isVisible(), 'it is closed on a phone');
      await reach(page, ({ html }) => /^<summary/.test(html || ''));
      await page.keyboard.press('Enter');
      await books.waitFor();
      await page.keyboard.press('Enter');
      await books.waitFor({ state: 'hidden' });
      await page.keyboard.press('Space');
      await books.waitFor();
    }
    await reach(page, ({ words }) => words === 'Books');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${home}books/`);
  }));
}

test('a question is typed, a result reached and opened by keys', () => visit(home, phone, async (page) => {
  const search = searching(page);
  await reach(page, ({ html }) => /^<input/.test(html || ''));
  await page.keyboard.type('cant sleep');
  await page.keyboard.press('Enter');
  await search.found.first().waitFor();
  const { now } = await reach(page, ({ href }) => href.startsWith(`${home}topics/sleep/`));
  assert.equal(now.hidden, '');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${home}topics/sleep/`);
}));
