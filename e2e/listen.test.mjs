// Hearing a page: by a voice of the device alone, and only what can be read on the page.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { visit } from './browser.mjs';
import { host } from './host.mjs';
import { web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const home = `${at.origin}/midlothian/beeslack/`;
const topic = `${home}topics/sleep/`;

// speaking puts a made-up speech engine into a page: it has these voices, and notes what it is told to do.
const speaking = (voices) => `
  self.told = [];
  const engine = { getVoices: () => (${JSON.stringify(voices)}), speak: (one) => told.push(one), cancel: () => told.push('cancel') };
  Object.defineProperty(self, 'speechSynthesis', { value: engine });
  self.SpeechSynthesisUtterance = function (text) { this.text = text; };
`;
const voice = (lang, localService, more) => ({ name: `${lang} ${localService}`, lang, localService, default: false, ...more });
const hearing = (voices, story, address = topic) => visit(address, { before: { content: speaking(voices) } }, story);

const button = (page) => page.locator('[data-ws=listen]');
const spoken = (page) => page.evaluate(() => told.map((one) => one.text || one));

for (const [whose, voices] of [
  ['no voice', []],
  ['a voice that comes over the network', [voice('en-GB', false)]],
  ['a voice of another language', [voice('de-DE', true), voice('gd', false)]],
]) {
  test(`a device with ${whose} offers nothing to hear`, () => hearing(voices, async (page) => {
    assert.equal(await button(page).count(), 1);
    assert.ok(!(await button(page).isVisible()));
    assert.deepEqual(await spoken(page), []);
  }));
}

test('a browser without speech, or without scripts, offers nothing to hear', async () => {
  await visit(topic, { before: () => { delete Window.prototype.speechSynthesis; delete self.speechSynthesis; } }, async (page) => assert.ok(!(await button(page).isVisible())));
  await visit(topic, { script: false }, async (page) => assert.ok(!(await button(page).isVisible())));
});

test('the page is read in its order, by a voice of the device, and nothing before that is asked for', () => hearing([voice('en-US', false, { default: true }), voice('en_GB', true)], async (page) => {
  assert.deepEqual(await spoken(page), []);
  await button(page).click();
  const parts = await spoken(page);
  assert.equal(parts[0], await page.locator('main h1').textContent());
  assert.ok(parts.length > 20, 'sentence by sentence');
  assert.deepEqual(await page.evaluate(() => [...new Set(told.map((one) => one.voice.name))]), ['en_GB true']);
  const whole = parts.join(' ');
  for (const text of await page.locator('main .ws-prose p').allTextContents()) {
    assert.ok(whole.replace(/\s+/g, '').includes(text.replace(/\s+/g, '').slice(0, 40)), text);
  }
  const words = await page.evaluate(() => ['header', 'footer', 'nav', 'button', '.ws-silent'].flatMap((one) => [...document.querySelectorAll(one)].map((found) => found.textContent.trim())).filter(Boolean));
  for (const text of words) assert.ok(!parts.includes(text), text);
  assert.doesNotMatch(whole, /https?:|www\.|@/);
}));

test('what is folded away or hidden is not read', () => hearing([voice('en-GB', true)], async (page) => {
  await page.evaluate(() => {
    const main = document.querySelector('main');
    const details = main.appendChild(document.createElement('details'));
    details.append('Folded wombat.');
    const hidden = main.appendChild(document.createElement('p'));
    hidden.hidden = true;
    hidden.append('Hidden wombat.');
    const foreign = main.appendChild(document.createElement('p'));
    foreign.lang = 'uk';
    foreign.append('Вомбат.');
    main.appendChild(document.createElement('p')).append('One. “Two!” Three? Dr Four has 3.5 wombats… End');
  });
  await button(page).click();
  const parts = await spoken(page);
  assert.deepEqual(parts.filter((text) => /Hidden|Folded|Вомбат/.test(text)), []);
  assert.deepEqual(parts.slice(-5), ['One.', '“Two!”', 'Three?', 'Dr Four has 3.5 wombats…', 'End']);
}));

test('the button stops what it began, and begins again', () => hearing([voice('en-GB', true)], async (page) => {
  const [begin, stop] = [await button(page).textContent(), await button(page).getAttribute('data-stop')];
  await button(page).click();
  assert.equal(await button(page).textContent(), stop);
  const many = (await spoken(page)).length;
  await button(page).click();
  assert.equal(await button(page).textContent(), begin);
  assert.equal((await spoken(page))[many], 'cancel');
  await button(page).click();
  assert.equal((await spoken(page)).length, 2 * many + 1);
  await page.evaluate(() => told[told.length - 1].onend());
  assert.equal(await button(page).textContent(), begin, 'and when it is over it is ready again');
}));

test('who leaves the page hears no more of it', () => hearing([voice('en-GB', true)], async (page) => {
  await button(page).click();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  assert.ok((await spoken(page)).includes('cancel'));
}));

test('voices that the browser finds later are offered then', () => hearing([], async (page) => {
  assert.ok(!(await button(page).isVisible()));
  await page.evaluate(() => {
    speechSynthesis.getVoices = () => [{ lang: 'en-GB', localService: true }];
    speechSynthesis.onvoiceschanged();
  });
  assert.ok(await button(page).isVisible());
}));
