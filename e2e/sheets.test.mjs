// Documents for a meeting, as they lie in a folder: read on a screen and on a phone, by axe and by the Nu checker, and
// printed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { complaints } from './axe.mjs';
import { visit } from './browser.mjs';
import { errorsIn } from './nu.mjs';
import { inside, program } from './sites.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'sheets-'));
after(() => rmSync(scratch, { recursive: true }));

// made is what the program writes about the demonstration.
function made(name, ...words) {
  const path = join(scratch, name);
  writeFileSync(path, execFileSync(program, [...words, '--content', inside('content'), '--themes', inside('themes')], { stdio: ['ignore', 'pipe', 'ignore'] }));
  return path;
}

const sheets = {
  'the review pack': inside('generator/review/testdata/pack/index.html'),
  'its agenda': inside('generator/review/testdata/pack/agenda.html'),
  'its sheet for comments': inside('generator/review/testdata/pack/comments.html'),
  'the report': made('report.html', 'report', '--today', '2026-11-23'),
  'what is due': made('due.html', 'due', '--format', 'html', '--today', '2027-09-01'),
};

test('every sheet is sound HTML', async () => {
  assert.deepEqual(await errorsIn(Object.values(sheets)), []);
});

for (const [name, path] of Object.entries(sheets)) {
  for (const width of [1200, 390]) {
    test(`${name}, ${width} wide: nobody is kept out, and nothing stands out at the side`, () => visit(pathToFileURL(path).href, { width }, async (page) => {
      assert.deepEqual(await complaints(page), []);
      const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= shown, `${wide} pixels in ${shown}`);
    }));
  }

  test(`${name} prints, and needs no script`, () => visit(pathToFileURL(path).href, { script: false }, async (page) => {
    const pdf = await page.pdf({ format: 'A4', tagged: true });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g).length;
    assert.ok(pages > 0 && pages < 60, `${pages} pages`);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('h1').isVisible());
  }));
}

test('a review pack shows words that go and words that come, side by side, and a code for each decision', () => visit(pathToFileURL(sheets['the review pack']).href, { width: 1200 }, async (page) => {
  const sleep = page.locator('section', { has: page.getByRole('heading', { name: 'Sleep: changed' }) });
  assert.equal(await sleep.locator('del').first().textContent(), 'phone outside');
  assert.equal(await sleep.locator('ins').first().textContent(), 'telephone in');
  const [left, right] = await sleep.locator('.side').all();
  const [before, now] = [await left.boundingBox(), await right.boundingBox()];
  assert.ok(before.x + before.width < now.x && before.y === now.y);
  const form = page.getByRole('table', { name: 'One line for each page and role' });
  for (const code of await form.locator('tbody td:nth-child(2)').allTextContents()) assert.match(code, /^[0-9a-f]{4}-[0-9a-f]{4}$/);
  assert.ok(await form.locator('tbody tr').count() >= 5);
}));
