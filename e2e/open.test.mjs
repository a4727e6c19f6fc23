// Whether something is open now, on the pages that say when it is.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { visit } from './browser.mjs';
import { host } from './host.mjs';
import { web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const library = `${at.origin}/south-lanarkshire/rutherglen-library/places/rutherglen-library/`;
const line = `${at.origin}/midlothian/beeslack/helplines/evening-support-line/`;
const open = (page) => page.locator('.ws-open').first();

for (const [address, instant, words] of [
  [line, '2026-11-24T16:59:00Z', 'Closed now. Opens at 17:00.'],
  [line, '2026-11-24T17:00:00Z', 'Open now until 00:00.'],
  [line, '2026-07-01T15:59:00Z', 'Closed now. Opens at 17:00.'],
  [line, '2026-07-01T16:00:00Z', 'Open now until 00:00.'],
  [library, '2026-12-24T14:00:00Z', 'Open now until 15:00.'],
  [library, '2026-12-26T12:00:00Z', 'Closed now.'],
]) {
  test(`at ${instant} ${address.split('/').slice(-2)[0]} says: ${words}`, async () => {
    for (const zone of ['Europe/London', 'Pacific/Auckland']) {
      await visit(address, { at: instant, zone }, async (page) => {
        assert.ok(await open(page).isVisible());
        assert.equal(await open(page).textContent(), words, zone);
      });
    }
  });
}

test('a page that comes back after hours says what is true then', () => visit(line, { at: '2026-11-24T16:59:00Z' }, async (page) => {
  assert.match(await open(page).textContent(), /^Closed/);
  await page.clock.setFixedTime(new Date('2026-11-24T18:00:00Z'));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  assert.match(await open(page).textContent(), /^Open/);
}));

test('a device that does not know the zone, and one without scripts, say nothing', async () => {
  const strange = () => {
    const real = Intl.DateTimeFormat;
    Intl.DateTimeFormat = function (tag, how = {}) {
      if (how.timeZone) throw new RangeError('unknown zone');
      return new real(tag, how);
    };
  };
  for (const as of [{ before: strange }, { script: false }]) {
    await visit(line, as, async (page) => {
      assert.equal(await page.locator('.ws-open').count(), 1);
      assert.ok(!(await open(page).isVisible()));
    });
  }
});

test('hours that cannot be read leave everything else as it is', () => visit(line, { before: () => addEventListener('readystatechange', () => document.querySelectorAll('.ws-open').forEach((one) => { delete one.dataset.zone; }), true) }, async (page) => {
  assert.ok(await page.getByRole('search').isVisible());
}));
