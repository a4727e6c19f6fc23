// Taking a page along: on paper, and as a text to copy.

import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { visit } from './browser.mjs';
import { host } from './host.mjs';
import { web } from './sites.mjs';

const at = await host(web);
after(() => at.close());
afterEach(() => at.mend());

const topic = `${at.origin}/midlothian/beeslack/topics/sleep/`;
const code = /\/assets\/code-\w+\.svg$/;

test('a print carries the code for phones although the page did not load it, with scripts and without', async () => {
  for (const script of [true, false]) {
    const lengths = [];
    for (const fault of [{}, { status: 404 }]) {
      at.fault(code, fault);
      await visit(topic, { script, losses: true }, async (page) => {
        assert.ok(!(await page.locator('.ws-paper img').isVisible()));
        lengths.push((await page.pdf()).length);
      });
      at.mend();
    }
    assert.ok(lengths[0] > lengths[1] + 500, `with the code ${lengths[0]} bytes, without ${lengths[1]}`);
  }
});

test('the button prints when all pictures of the print are there', () => visit(topic, { before: () => { self.print = () => { self.printed = [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth); }; } }, async (page) => {
  assert.equal(await page.evaluate(() => document.querySelector('.ws-paper img').complete && document.querySelector('.ws-paper img').naturalWidth > 0), false);
  await page.locator('[data-ws=print]').click();
  await page.waitForFunction(() => self.printed !== undefined);
  assert.equal(await page.evaluate(() => self.printed), true);
}));

test('a picture that cannot be had does not keep a page from being printed', () => {
  at.fault(code, { status: 404 });
  return visit(topic, { losses: true, before: () => { self.print = () => { self.printed = true; }; } }, async (page) => {
    await page.locator('[data-ws=print]').click();
    await page.waitForFunction(() => self.printed);
  });
});

// copying opens the texts to be copied, and presses the button.
async function copying(page) {
  await page.locator('.ws-share summary').click();
  await page.locator('[data-ws=copy]').click();
  await page.locator('[data-ws=copy]').getByText(await page.locator('[data-ws=copy]').getAttribute('data-done'), { exact: true }).waitFor();
}

test('the text for other websites is copied, in new browsers and in old ones', async () => {
  const note = () => {
    self.copied = [];
    document.addEventListener('copy', () => copied.push(String(getSelection())));
  };
  for (const before of [
    () => { self.copied = []; Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { copied.push(text); } } }); },
    `Object.defineProperty(navigator, 'clipboard', { value: undefined }); (${note})()`,
  ]) {
    await visit(topic, { before: typeof before === 'string' ? { content: before } : before }, async (page) => {
      await copying(page);
      const text = await page.locator('.ws-share textarea').inputValue();
      assert.match(text, /^<iframe /);
      assert.deepEqual(await page.evaluate(() => self.copied.map((one) => one || document.activeElement.value)), [text]);
    });
  }
});

test('without a script there are no buttons, and the text is there to be copied by hand', () => visit(topic, { script: false }, async (page) => {
  assert.equal(await page.locator('[data-ws=print]:visible, [data-ws=copy]:visible').count(), 0);
  await page.locator('.ws-share summary').click();
  assert.match(await page.locator('.ws-share textarea').inputValue(), /^<iframe /);
}));
