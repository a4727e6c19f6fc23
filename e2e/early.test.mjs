import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { visit } from './browser.mjs';
import { host } from './host.mjs';
import { searching } from './search.mjs';
import { web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const school = `${at.origin}/midlothian/beeslack/`;
const scripts = /\/assets\/.*\.js$/;

// helpFor is where a reader must be whose search had no script to answer it.
async function helpFor(page, text) {
  await page.waitForURL((address) => address.href.startsWith(`${school}help/`), { waitUntil: 'commit' });
  assert.ok(!decodeURIComponent(page.url()).includes(text), 'the address holds nothing of what was typed');
  await page.getByRole('link', { name: '0800 1111' }).first().waitFor();
  for (const asked of at.requests) assert.ok(!`${asked.path}${asked.query}${asked.body}${JSON.stringify(asked.headers)}`.includes(text), asked.path);
}

for (const [where, path] of [['the start page', ''], ['a topic', 'topics/sleep/'], ['the search page', 'search/'], ['a page in Gaelic', 'gd/']]) {
  test(`who presses Enter on ${where} before the script is there is led to help now`, async () => {
    let release;
    at.fault(scripts, { until: new Promise((go) => { release = go; }) });
    await visit(school + path, { wait: 'commit', losses: true }, async (page) => {
      await searching(page).box.fill('wombat');
      await searching(page).box.press('Enter');
      if (path === 'gd/') await page.waitForURL((address) => address.href.startsWith(`${school}gd/help/`), { waitUntil: 'commit' });
      else await helpFor(page, 'wombat');
    }).finally(() => { release(); at.mend(); });
  });
}

test('what was typed before the script came is searched for when it is there', async () => {
  let release;
  at.fault(scripts, { until: new Promise((go) => { release = go; }) });
  await visit(school, { wait: 'commit' }, async (page) => {
    const search = searching(page);
    await search.box.fill('sleep');
    release();
    await search.found.first().waitFor();
    assert.equal(page.url(), school);
  }).finally(() => at.mend());
});

test('who typed that they want to die before the script came is shown people when it is there', async () => {
  let release;
  at.fault(scripts, { until: new Promise((go) => { release = go; }) });
  await visit(school, { wait: 'commit' }, async (page) => {
    const search = searching(page);
    await search.box.fill('i want to die');
    release();
    await search.panel.waitFor();
    assert.equal(page.url(), school);
  }).finally(() => at.mend());
});

for (const [how, as, fault] of [['where scripts are off', { script: false }, {}], ['where scripts never arrive', { losses: true }, { abort: true }], ['where a filter refuses scripts', { losses: true }, { status: 403 }]]) {
  test(`${how}, Enter leads to help now and the search page offers topics and the A to Z`, async () => {
    at.fault(scripts, fault);
    await visit(school, as, async (page) => {
      await searching(page).box.fill('wombat');
      await searching(page).box.press('Enter');
      await helpFor(page, 'wombat');
      await page.goto(`${school}search/`);
      const main = page.getByRole('main');
      await main.getByRole('link', { name: 'Sleep', exact: true }).waitFor();
      await main.getByRole('link', { name: 'A to Z', exact: true }).waitFor();
      await searching(page).box.fill('wombat');
      await searching(page).button.click();
      await helpFor(page, 'wombat');
    }).finally(() => at.mend());
  });
}

test('every page that leads anywhere has the box, and the page for wrong addresses does without', () => visit(school, {}, async (page) => {
  for (const path of ['', 'help/', 'topics/', 'a-z/', 'privacy/', 'search/', 'gd/', 'gd/search/']) {
    await page.goto(school + path);
    assert.equal(await page.getByRole('search').count(), 1, path);
    assert.equal(await page.locator('input[name], form[method=post]').count(), 0, `${path}: a box with a name would put words into the address`);
  }
  await page.goto(`${school}404.html`);
  assert.equal(await page.getByRole('search').count(), 0);
}));
