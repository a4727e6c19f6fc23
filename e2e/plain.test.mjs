// The pages for whoever gets less of them: no style, no scripts. Help, topics, the A to Z and every list are there.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { tour, visit } from './browser.mjs';
import { fullest, themesBuilt } from './built.mjs';
import { host } from './host.mjs';
import { web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const home = `${at.origin}/midlothian/beeslack/`;
const phone = { width: 320, height: 568 };
const alone = new Set(['404', 'away', 'embed']); // pages without the site's header

// unstyled takes all style from a page and tells what is left of it, in the order of reading.
const unstyled = (page) => page.evaluate(() => {
  document.querySelectorAll('link[rel=stylesheet], style').forEach((one) => one.remove());
  const seen = (one) => one.checkVisibility();
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const texts = all('header *').filter((one) => !one.children.length).map((one) => one.textContent.trim()).filter(Boolean);
  const headings = all('h1, h2, h3, h4, h5, h6');
  const before = (one) => all('a').findIndex((link) => one.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
  return {
    levels: headings.map((one) => [Number(one.localName[1]), one.textContent.trim()]),
    linksBeforeMain: before(document.querySelector('main')),
    helpAt: all('a').findIndex((link) => /\/help\/$/.test(link.href)),
    twice: texts.filter((text, n) => n && (text === texts[n - 1] || (text.length > 3 && texts[n - 1].startsWith(`${text} `)))),
    tags: /[<>{}]/.test(document.querySelector('main').innerText.replace(/<iframe[^]*?<\/iframe>/g, '')) ? 'markup shows' : '',
  };
});

const folder = themesBuilt.get('base');
const themed = await host(folder);
after(() => themed.close());

const look = tour(phone);

for (const [layout, address] of fullest(folder, 'midlothian/beeslack', 'en')) {
  test(`${layout} without its style reads in order, with help near the top`, () => look(`${themed.origin}/${address}`, async (page) => {
    const { levels, helpAt, twice, tags } = await unstyled(page);
    assert.equal(levels.filter(([level]) => level === 1).length, 1, 'one heading for the whole page');
    assert.equal(levels[0][0], 1, `begins with ${levels[0][1]}`);
    levels.reduce((last, [level, text]) => (assert.ok(level <= last + 1, `“${text}” is of level ${level} after ${last}`), level), 0);
    assert.equal(tags, '');
    if (alone.has(layout)) return;
    assert.ok(helpAt >= 0 && helpAt <= 4, `help is link ${helpAt + 1}`);
    assert.deepEqual(twice, [], 'the header says nothing twice');
  }));
}

const without = { ...phone, script: false };
const main = (page) => page.getByRole('main');
const leads = (page, href) => Promise.all([page.waitForURL(href), page.locator(`a[href]`).evaluateAll((links, to) => links.find((link) => link.href === to).click(), href)]);

test('without scripts help now is one link away and can be called', () => visit(home, without, async (page) => {
  await page.getByRole('banner').getByRole('link', { name: 'Help now', exact: true }).click();
  await page.waitForURL(`${home}help/`);
  const call = main(page).getByRole('link', { name: '0800 1111' }).first();
  assert.equal(await call.getAttribute('href'), 'tel:08001111');
}));

test('without scripts topics, the A to Z and what belongs to a feeling are reached', () => visit(home, without, async (page) => {
  await leads(page, `${home}topics/`);
  assert.ok(await main(page).getByRole('link').count() >= 20, 'topics');
  await main(page).getByRole('link', { name: 'Anxiety and worry', exact: true }).click();
  await page.waitForURL(`${home}topics/anxiety/`);
  await leads(page, `${home}a-z/`);
  await main(page).getByRole('link', { name: 'Sleep', exact: true }).first().click();
  await page.waitForURL(`${home}topics/sleep/`);
  await page.goto(`${home}feelings/`);
  assert.ok(await main(page).locator('a[href*="/topics/"]').count() >= 20, 'feelings lead to topics');
}));

test('without scripts each kind has its list, a page at a time, down to the last', () => visit(home, without, async (page) => {
  for (const kind of ['books', 'resources', 'helplines', 'events', 'places', 'stories', 'services', 'topics']) {
    const titles = new Set();
    let pages = 0;
    for (let next = `${home}${kind}/`; next; pages++) {
      assert.ok(pages < 20, `${kind} has no end`);
      await page.goto(next);
      for (const href of await main(page).locator('.ws-card-title a, .ws-contact-name a').evaluateAll((links) => links.map((link) => link.href))) titles.add(href);
      next = await page.locator('main a').evaluateAll((links, from) => {
        const number = (href) => Number((href.match(/\/page-(\d+)\/$/) || [0, 1])[1]);
        const after = links.find((link) => link.href.startsWith(from.replace(/page-\d+\/$/, '')) && number(link.href) === number(from) + 1);
        return after ? after.href : '';
      }, page.url());
    }
    assert.ok(titles.size >= (kind === 'topics' || kind === 'books' ? 20 : 1), `${kind}: ${titles.size}`);
  }
}));

test('without scripts the way out is a link, and nothing says that it does more', () => visit(`${home}topics/when-feelings-hurt/`, without, async (page) => {
  const leave = page.locator('.ws-leave');
  assert.equal(await leave.count(), 1);
  assert.match(await leave.getAttribute('href'), /^https:\/\//);
  assert.ok(await leave.isVisible());
  assert.equal(await leave.textContent(), 'Leave this site');
}));

test('without scripts a place shows its hours in a table', () => visit(`${home}places/penicuik-library/`, without, async (page) => {
  const hours = main(page).getByRole('table').first();
  assert.ok(await hours.getByRole('rowheader').count() >= 3);
  assert.match(await hours.textContent(), /Saturday\s*10:00 to 14:00/);
  assert.equal(await page.locator('.ws-open').evaluateAll((lines) => lines.filter((line) => line.checkVisibility()).length), 0, 'no line that only a script can fill');
}));

test('without scripts no form and no button is there that does nothing', async () => {
  const lookWithout = tour(without);
  for (const [layout, address] of fullest(folder, 'midlothian/beeslack', 'en')) {
    await lookWithout(`${themed.origin}/${address}`, async (page) => {
      const idle = await page.locator('button, input, select, textarea').evaluateAll((all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !(one.form && one.form.getAttribute('action')) && !one.readOnly).map((one) => one.outerHTML));
      assert.deepEqual(idle, [], layout);
      const forms = await page.locator('form').evaluateAll((all) => all.map((form) => form.action));
      for (const action of forms) assert.ok(action.startsWith(themed.origin), `${layout}: ${action}`);
    });
  }
});
