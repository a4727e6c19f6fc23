// Takes the pictures of the handbook for those who write: the preview of a school's start page, and the form of a topic
// beside its page. desk.sh calls it with the folder to put them into.

import { createRequire } from 'node:module';
import { launch } from '../../e2e/chromium.mjs';
import { edit, remove, repository } from '../../e2e/editor.mjs';

const work = process.argv[2];
const browser = await launch(createRequire(new URL('../../e2e/package.json', import.meta.url))('playwright-core'));
const folder = repository();
const editor = await edit(folder, '--name', 'Autumn sleep pages', '--by', 'Bo');
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'Europe/London' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.clock.setFixedTime(new Date('2026-11-23T10:40Z'));
  await page.goto(new URL('/midlothian/beeslack/', editor.pages).href);
  await page.waitForLoadState('load');
  await page.screenshot({ path: `${work}/preview.png` });

  const forms = await (await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/London' })).newPage();
  forms.setDefaultTimeout(60_000);
  await forms.goto(editor.address);
  await forms.getByRole('button', { name: 'Login' }).click();
  await forms.getByRole('heading', { name: 'Collections' }).waitFor();
  await forms.goto(`${editor.address}#/collections/topics/entries/sleep`);
  await forms.locator('input[id^="title-field"][value="Sleep"]').fill('Sleep well tonight');
  const sight = forms.frameLocator('#preview-pane').frameLocator('#ws-look');
  await sight.getByRole('heading', { level: 1, name: 'Sleep well tonight' }).waitFor();
  await forms.screenshot({ path: `${work}/edit.png` });
} finally {
  await browser.close();
  await editor.close();
  remove(folder);
}
