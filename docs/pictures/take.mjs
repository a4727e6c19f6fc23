// Takes the pictures that make.sh puts together: pages of three sites, one to each theme, built below a folder for
// opening straight from there. It stands in a term's morning, when desks are open.

import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { launch } from '../../e2e/chromium.mjs';
import { searching } from '../../e2e/search.mjs';

const work = process.argv[2];
const sites = { base: 'south-lanarkshire/trinity', shine: 'midlothian/beeslack', harbour: 'north-ayrshire/kilwinning' };
const pages = { home: '', topic: 'topics/sleep/', helpline: 'helplines/childline/', books: 'books/', search: 'search/' };
const devices = {
  phone: { viewport: { width: 390, height: 780 } },
  desk: { viewport: { width: 1280, height: 860 } },
  night: { viewport: { width: 390, height: 780 }, colorScheme: 'dark' },
};

const browser = await launch(createRequire(new URL('../../e2e/package.json', import.meta.url))('playwright-core'));
for (const [theme, site] of Object.entries(sites)) {
  for (const [device, options] of Object.entries(devices)) {
    const context = await browser.newContext({ ...options, locale: 'en-GB', timezoneId: 'Europe/London' });
    for (const [name, path] of Object.entries(pages)) {
      if (device === 'night' && name !== 'home' && name !== 'topic') continue;
      const page = await context.newPage();
      await page.clock.setFixedTime(new Date('2026-11-23T10:40Z'));
      await page.goto(`${pathToFileURL(`${work}/public/${site}/${path}`).href}index.html`);
      if (name === 'search') {
        await searching(page).ask('cant sleep');
        await page.evaluate(() => document.activeElement.blur());
      }
      await page.waitForFunction(() => [...document.images].every((one) => one.complete || !one.getClientRects().length || one.getBoundingClientRect().top > innerHeight));
      await page.screenshot({ path: `${work}/${theme}-${device}-${name}.png` });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
