// Takes the picture of a review pack: what stands side by side in it. make.sh calls it with the folder to write into.
import { pathToFileURL } from 'node:url';
import { chromium } from '../../e2e/node_modules/playwright-core/index.mjs';
import { launch } from '../../e2e/chromium.mjs';

const browser = await launch({ chromium });
const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
await page.goto(pathToFileURL('generator/review/testdata/pack/index.html').href);
await page.getByRole('heading', { name: 'Sleep: changed' }).scrollIntoViewIfNeeded();
await page.locator('section', { has: page.getByRole('heading', { name: 'Sleep: changed' }) }).screenshot({ path: `${process.argv[2]}/review.png` });
await browser.close();
