import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { settled, visit } from './browser.mjs';
import { helplines } from './helplines.mjs';
import { host } from './host.mjs';
import { searching } from './search.mjs';
import { secondarySchools, web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const home = `${at.origin}/midlothian/beeslack/`;

// Words as they are typed, by the number of the group whose people they are shown.
const typed = [
  'i have taken an overdose',
  'i want to die',
  'i cant stop cutting myself',
  'my dad hits me',
  'he is threatening to send my nudes to everyone',
  'i want to run away from home',
  'my friend wants to kill herself',
];

// The phrases and what belongs to them are two files, the same for whatever is typed.
const phrases = /\/assets\/(need|panels)-[0-9a-f]+\.js$/;
const asked = (seen, before) => seen.requests.slice(before).map(({ url }) => new URL(url).pathname);
const others = (seen, before) => asked(seen, before).filter((path) => !phrases.test(path));

test('who types that they want to die is shown people, and nothing was asked for but the phrases', () => visit(home, {}, async (page, seen) => {
  const search = searching(page);
  await settled(page, seen);
  const before = seen.requests.length;
  assert.ok(!seen.requests.some(({ url }) => phrases.test(url)), 'not before the box has the focus');
  await search.box.focus();
  await page.waitForFunction(() => self.wsNeed && self.wsPanels);
  await settled(page, seen);
  assert.deepEqual(asked(seen, before).map((path) => phrases.test(path)), [true, true], 'the phrases, before anything is typed');
  await search.ask('i want to die');
  assert.ok(await search.panel.isVisible());
  await settled(page, seen);
  assert.equal(asked(seen, before).length, 2, 'and nothing else');
  assert.equal(await search.box.inputValue(), 'i want to die', 'the text is still there');
  assert.ok(await search.box.evaluate((box) => box === document.activeElement), 'the focus is still in the box');
  assert.equal(await search.found.count(), 0);
  const call = search.cards.first().getByRole('link', { name: /\d/ });
  assert.match(await call.evaluate((link) => link.href), /^(tel|sms):/);
  await search.said.getByText(await search.panel.locator('h2').textContent()).waitFor({ state: 'attached' });
}));

test('the panel comes by itself when the reader pauses', () => visit(home, {}, async (page, seen) => {
  const search = searching(page);
  await settled(page, seen);
  const before = seen.requests.length;
  await search.box.fill('i want to die');
  await search.panel.waitFor();
  await settled(page, seen);
  assert.deepEqual(others(seen, before), [], 'nothing but the phrases');
}));

test('on the page for searching the phrases are there before the box has the focus', () => visit(`${home}search/`, {}, async (page, seen) => {
  await settled(page, seen);
  assert.ok(seen.requests.some(({ url }) => phrases.test(url)));
}));

// held tells a story with the phrases still on their way, and hands it what lets them come.
async function held(story) {
  let release;
  at.fault(phrases, { until: new Promise((go) => { release = go; }) });
  await visit(home, {}, (page, seen) => story(page, seen, release)).finally(() => { release(); at.mend(); });
}

test('a panel waits for phrases that come late, and nothing else is asked for meanwhile', () => held(async (page, seen, release) => {
  const search = searching(page);
  await settled(page, seen);
  const before = seen.requests.length;
  await search.box.fill('i want to die');
  await search.box.press('Enter');
  await search.answers.getByText((await search.words()).wait).waitFor();
  await settled(page, seen);
  assert.deepEqual(others(seen, before), []);
  release();
  await search.panel.waitFor();
  assert.equal(await search.found.count(), 0);
}));

const helpNow = (search) => search.answers.getByRole('link', { name: 'Help now', exact: true });

// helpFirst holds when the link to help now stands above everything that is found for a text.
async function helpFirst(search, text) {
  await search.pause(text);
  assert.ok(await helpNow(search).first().evaluate((one) => one.getBoundingClientRect().top < document.querySelector('.ws-found > li').getBoundingClientRect().top));
  assert.match(await helpNow(search).first().evaluate((one) => one.href), /\/help\/$/);
}

for (const [how, fault] of [['are refused', { status: 403 }], ['are a page to sign in', { alter: () => Buffer.from('<!doctype html><title>Sign in</title>') }], ['are cut off', { cut: 0.5 }]]) {
  test(`when the phrases ${how}, the search goes on and help now stands first, until they can be had`, async () => {
    at.fault(phrases, fault);
    await visit(home, { losses: true }, async (page) => {
      const search = searching(page);
      for (const text of ['i want to die', 'sleep']) {
        await helpFirst(search, text);
        assert.equal(await search.panel.count(), 0);
      }
      at.mend();
      await search.ask('i want to die today');
      await search.panel.waitFor();
      await search.box.fill('sleep');
      await search.found.first().waitFor();
      assert.equal(await search.panel.count() + await helpNow(search).count(), 0, 'not where nobody needs it');
    }).finally(() => at.mend());
  });
}

test('when the phrases do not come in time the search goes on, and the panel comes with them', () => held(async (page, seen, release) => {
  const search = searching(page);
  await helpFirst(search, 'i want to die');
  release();
  await search.panel.waitFor();
  assert.equal(await search.box.inputValue(), 'i want to die');
  await search.box.fill('sleep');
  await search.found.first().waitFor();
  assert.equal(await search.panel.count(), 0);
}));

test('phrases that come late for words that name no need move nothing', () => held(async (page, seen, release) => {
  const search = searching(page);
  await helpFirst(search, 'sleep');
  await search.links.first().focus();
  release();
  await settled(page, seen);
  assert.ok(await search.links.first().evaluate((link) => link === document.activeElement));
}));

test('one button shows everything else below the panel', () => visit(home, {}, async (page) => {
  const search = searching(page);
  await search.ask('i want to die');
  await search.panel.getByRole('button').click();
  await search.found.first().waitFor();
  assert.ok(await search.panel.isVisible(), 'the people stay');
  const [people, results] = [await search.panel.boundingBox(), await search.found.first().boundingBox()];
  assert.ok(people.y < results.y);
}));

test('Escape closes the panel and keeps the text', () => visit(home, {}, async (page) => {
  const search = searching(page);
  await search.ask('i want to die');
  await page.keyboard.press('Escape');
  await search.panel.waitFor({ state: 'detached' });
  assert.equal(await search.box.inputValue(), 'i want to die');
}));

test('films, jokes and homework are searched for like anything else', () => visit(home, {}, async (page) => {
  const search = searching(page);
  const near = ['suicide squad film', 'killing time at lunch', 'die hard', 'dying my hair', 'suicide in romeo and juliet essay', 'how to cut out shapes for art'];
  for (const text of near) {
    await search.ask(text);
    assert.equal(await search.panel.count(), 0, text);
  }
  await search.ask('suicide squad makes me want to die');
  assert.ok(await search.panel.isVisible(), 'unless the reader says more than the name of a film');
}));

for (const [name, path] of [['Gaelic', 'midlothian/beeslack/gd/'], ['Arabic', 'midlothian/cuiken-primary/ar/']]) {
  test(`a page in ${name} knows English words of someone who needs help now`, () => visit(`${at.origin}/${path}`, {}, async (page, seen) => {
    const search = searching(page);
    await settled(page, seen);
    const before = seen.requests.length;
    await search.ask('i want to die');
    assert.ok(await search.panel.isVisible());
    assert.ok(await search.cards.count() >= 3);
    assert.deepEqual(others(seen, before), []);
    await search.ask('suicide squad film');
    assert.equal(await search.panel.count(), 0);
  }));
}

test('words in Arabic are known on every page', async () => {
  for (const path of ['midlothian/cuiken-primary/ar/', 'midlothian/beeslack/']) {
    await visit(`${at.origin}/${path}`, {}, async (page) => {
      const search = searching(page);
      await search.ask('أريد أن أموت');
      assert.ok(await search.panel.isVisible(), path);
    });
  }
});

// Nights are when these words are typed: at two in the morning of a Tuesday, at school age.
const night = '2026-11-24T02:00:00Z';
const known = helplines();

for (const school of secondarySchools()) {
  test(`at ${school} a fourteen-year-old can reach the first of the people shown, whatever it is, at two in the morning`, () => visit(`${at.origin}/${school}/`, { at: night }, async (page) => {
    const search = searching(page);
    await search.box.focus();
    await page.waitForFunction(() => self.wsPanels);
    const start = await page.evaluate(() => ({ ...self.wsStart, groups: self.wsPanels }));
    assert.equal(start.groups.length, typed.length);
    for (const [number, text] of typed.entries()) {
      await search.ask(text);
      const [first] = start.groups[number];
      assert.equal(await search.panel.locator('.ws-panel-first').textContent(), first, text);
      const name = await search.cards.first().getByRole('heading').textContent();
      const [, , , , always, barred] = start.lines.find(([title]) => title === name);
      assert.ok(always === 1 && !barred, `${text}: ${name} in what the page knows`);
      const truth = known.get(name);
      assert.ok(truth.alwaysOpen && truth.from <= 14 && truth.to >= 14, `${text}: ${name} as the content has it`);
      const card = await search.cards.first().textContent();
      assert.ok(!card.includes(start.words.closed), `${text}: ${card}`);
      assert.ok(card.includes(start.words.always), `${text}: ${card}`);
    }
  }));
}

test('the site’s clock counts, not the device’s: a line for evenings is open in the evening here', async () => {
  const rape = 'Rape Crisis Scotland helpline';
  for (const [instant, state] of [['2026-11-24T02:00:00Z', 'Closed now. Opens at 17:00.'], ['2026-11-24T18:00:00Z', 'Open now until 00:00.']]) {
    for (const zone of ['Europe/London', 'America/New_York', 'Asia/Tokyo']) {
      await visit(home, { at: instant, zone }, async (page) => {
        const search = searching(page);
        await search.ask('my dad hits me');
        const card = await search.cards.filter({ hasText: rape }).textContent();
        assert.ok(card.includes(state), `${instant} on a device in ${zone}: ${card}`);
        assert.notEqual(await search.cards.first().getByRole('heading').textContent(), rape);
      });
    }
  }
});
