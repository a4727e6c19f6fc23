import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { complaints } from './axe.mjs';
import { visit } from './browser.mjs';
import { host } from './host.mjs';
import { searching } from './search.mjs';
import { onDisk, web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [language, path] of [['English', 'midlothian/beeslack/search/'], ['Arabic', 'midlothian/cuiken-primary/ar/search/']]) {
  test(`results, choices, the panel and nothing found are in nobody’s way, in ${language}`, () => visit(`${at.origin}/${path}`, { width: 320 }, async (page) => {
    const search = searching(page);
    await search.ask('childline');
    await search.answers.locator('summary').click();
    await search.answers.locator('option').nth(1).waitFor({ state: 'attached' });
    for (const text of ['', 'i want to die', 'qwxzvkj']) {
      if (text) await search.ask(text);
      assert.deepEqual(await complaints(page), [], text);
      assert.ok(await sideways(page) <= 0, `${text}: something stands out at the side`);
    }
  }));
}

test('a page opened from a disk has its style', () => visit(onDisk('midlothian/beeslack/help/index.html'), {}, async (page) => {
  assert.notEqual(await page.locator('.ws-help a').first().evaluate((link) => getComputedStyle(link).backgroundColor), 'rgba(0, 0, 0, 0)');
}));
