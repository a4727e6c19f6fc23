// T25: leaving a page at once. It is blanked, its place in the history is given to another, and the ways out work by
// mouse, by keyboard, by screen reader, without a script and without a network.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { visit } from './browser.mjs';
import { host } from './host.mjs';
import { searching } from './search.mjs';
import { web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const home = `${at.origin}/midlothian/beeslack/`;
const loud = `${home}topics/keeping-going/`;
const elsewhere = 'https://www.bbc.co.uk';
const as = { leaves: elsewhere };

const link = (page) => page.locator('a.ws-leave[data-ws=leave]');
const said = (page, words) => page.getByRole('status').getByText(words, { exact: true }).waitFor({ state: 'attached' });
const gone = (page) => page.waitForURL(`${elsewhere}/**`);
const seenOn = (page) => page.evaluate(() => document.documentElement.innerText.trim());
const words = (page) => page.evaluate(() => self.wsStart.words);

// from tells a story that begins on the start page and has come to another.
const from = (address, story, more = {}) => visit(home, { ...as, ...more }, async (page, seen) => {
  await page.goto(address);
  await story(page, seen);
});

// backLeads holds when the step back from where a reader went leads past the page that was left.
async function backLeads(page, address) {
  await page.goBack();
  await page.waitForURL(address);
}

const shift = async (page, times) => {
  for (; times > 0; times--) await page.keyboard.press('Shift');
};

// held keeps the page that a reader leaves for from answering, so that what stands there meanwhile can be looked at.
const held = (page) => page.route(`${elsewhere}/**`, (route) => route.fulfill({ status: 204 }));

for (const [where, address] of [['a sensitive page', loud], ['help now', `${home}help/`], ['any other page', `${home}topics/sleep/`]]) {
  test(`who presses the link on ${where} is elsewhere, and Back leads past it`, () => from(address, async (page, seen) => {
    const steps = await page.evaluate(() => history.length);
    await link(page).click();
    await gone(page);
    assert.equal(await page.evaluate(() => history.length), steps, 'no step was added');
    const asked = seen.requests.find(({ url }) => url.startsWith(elsewhere));
    assert.equal(asked.headers.referer, undefined, 'nobody is told where the reader was');
    await backLeads(page, home);
  }));

  test(`who presses Shift three times on ${where} is elsewhere, and Back leads past it`, () => from(address, async (page) => {
    await shift(page, 3);
    await gone(page);
    await backLeads(page, home);
  }));
}

test('the second link for keyboards leads out, on sensitive pages', () => from(loud, async (page) => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const skip = page.locator(':focus');
  assert.equal(await skip.getAttribute('data-ws'), 'leave');
  assert.equal(await skip.textContent(), await link(page).textContent());
  await page.keyboard.press('Enter');
  await gone(page);
  await backLeads(page, home);
}));

test('the page is blank before anything else happens, in the tab as well', () => from(loud, async (page) => {
  await held(page);
  const title = await page.title();
  await searching(page).box.fill('wombat');
  await link(page).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await seenOn(page), (await words(page)).leaving);
  assert.equal(await page.title(), new URL(elsewhere).hostname);
  assert.equal(await page.locator('#ws-search').evaluate((box) => box.value), '', 'the search box is empty');
  const corners = await page.evaluate(() => [[1, 1], [innerWidth / 2, innerHeight / 2], [innerWidth - 2, innerHeight - 2]].map(([x, y]) => document.elementFromPoint(x, y).getAttribute('role')));
  assert.deepEqual(corners, ['alert', 'alert', 'alert'], 'nothing of it can be seen or pressed');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  assert.equal(await page.title(), title, 'a browser that shows it again shows it whole');
  assert.ok(await link(page).isVisible());
  assert.equal(await page.getByRole('alert').count(), 0);
}));

test('a page that does not come leaves the reader with a blank one', () => from(loud, async (page) => {
  await held(page);
  await shift(page, 3);
  await page.getByRole('alert').waitFor();
  await shift(page, 3);
  assert.equal(await page.getByRole('alert').count(), 1);
  assert.equal(await seenOn(page), (await words(page)).leaving);
}));

test('dots and a screen reader tell how often Shift was pressed, and the link keeps its name', () => from(loud, async (page) => {
  await held(page);
  const { two, last, leaving } = await words(page);
  const name = (await link(page).textContent()).trim();
  const dots = (text) => link(page).locator('[aria-hidden=true]').getByText(text, { exact: true }).waitFor();
  await shift(page, 1);
  await said(page, two);
  await dots('●○○');
  await page.getByRole('link', { name, exact: true }).last().waitFor();
  await shift(page, 1);
  await said(page, last);
  assert.match(`${two} ${last} ${leaving}`, /^[\w ,.]+$/, 'words, and no marks around them');
  await dots('●●○');
  await shift(page, 1);
  await page.getByRole('alert').getByText(leaving, { exact: true }).waitFor();
}));

test('after five seconds the count begins anew', () => from(loud, async (page) => {
  await page.clock.install();
  await page.reload();
  await page.clock.pauseAt(new Date(Date.now() + 60_000)); // from here it goes on only as told
  const { two, over } = await words(page);
  await shift(page, 2);
  await page.clock.runFor(4900);
  assert.equal(await page.getByRole('status').getByText(over, { exact: true }).count(), 0);
  await page.clock.runFor(200);
  await said(page, over);
  await shift(page, 1);
  await said(page, two);
  await page.clock.runFor(4900);
  await shift(page, 1);
  await page.clock.runFor(4900);
  await shift(page, 1);
  await gone(page);
}));

test('other keys, capital letters and texts in the search box do not lead out', () => from(loud, async (page) => {
  const stays = async (what) => assert.equal(page.url(), loud, what);
  await shift(page, 2);
  await page.keyboard.press('a');
  await shift(page, 2);
  await stays('a letter between');
  await page.keyboard.press('Escape');
  await shift(page, 2);
  await page.keyboard.press('Tab');
  await shift(page, 2);
  await stays('Tab between');
  await page.keyboard.press('ArrowDown');
  await searching(page).box.focus();
  for (const letter of 'SOS') await page.keyboard.press(`Shift+${letter}`);
  await stays('capital letters');
  assert.equal(await searching(page).box.inputValue(), 'SOS');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await stays('going back through the page');
  await page.keyboard.press('Escape');
  await stays('Escape');
}));

test('no part of the page can keep the keys from it', () => from(loud, async (page) => {
  await page.evaluate(() => document.querySelectorAll('*').forEach((one) => ['keyup', 'click'].forEach((kind) => one.addEventListener(kind, (event) => event.stopImmediatePropagation()))));
  await searching(page).box.focus();
  await shift(page, 3);
  await gone(page);
}));

test('without a script it is a plain link that says nothing of where it is', () => from(loud, async (page, seen) => {
  for (const one of await page.locator('[data-ws=leave]').all()) {
    assert.equal(await one.getAttribute('rel'), 'nofollow noreferrer');
    assert.match(await one.getAttribute('href'), /^https:\/\//);
  }
  await link(page).click();
  await gone(page);
  assert.equal(seen.requests.find(({ url }) => url.startsWith(elsewhere)).headers.referer, undefined);
}, { script: false }));

test('without a network it leads to a page that says nothing of this site', () => from(loud, async (page) => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  const context = page.context();
  await context.setOffline(true);
  await link(page).click();
  await page.waitForURL(`${home}away/`);
  await page.waitForLoadState();
  assert.equal(await page.getByRole('link').count(), 0);
  const shown = `${await page.title()} ${await page.content()}`;
  assert.doesNotMatch(shown, /beeslack|midlothian|school|shine|help|well/i);
  await context.setOffline(false);
  await backLeads(page, home);
}, { keeps: true, losses: true }));
