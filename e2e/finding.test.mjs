import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { settled, visit } from './browser.mjs';
import { host } from './host.mjs';
import { indexFiles } from './indexfiles.mjs';
import { searching } from './search.mjs';
import { inside, web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const school = 'midlothian/beeslack';
const home = `${at.origin}/${school}/`;

// typing keeps the index back while keys are pressed: whoever presses them slowly would see results of half a word first.
async function typing(keys) {
  let release;
  at.fault(/\/search\/en\//, { until: new Promise((go) => { release = go; }) });
  await keys();
  at.mend();
  release();
}

test('what is typed is answered with marked results that say what they are and who they are for', () => visit(home, {}, async (page) => {
  const search = searching(page);
  await typing(() => search.box.pressSequentially('sleep'));
  await search.found.first().waitFor();
  assert.equal((await search.titles())[0], 'Sleep');
  assert.equal(await search.marks.first().textContent(), 'Sleep');
  assert.ok((await search.found.first().textContent()).includes('What to do tonight'), 'the summary');
  const kinds = await search.kinds.allTextContents();
  assert.equal(kinds[0], 'Topic');
  assert.ok(kinds.includes('Story · S3 to S6'), `stages stand beside the kind: ${kinds}`);
  assert.match(await search.heading.textContent(), /\d/, 'how many there are');
  await page.waitForFunction(() => /\d/.test(document.querySelector('[role=status]').textContent));
}));

test('before something is typed, nothing is asked for but the phrases of who needs help now', () => visit(home, {}, async (page, seen) => {
  await settled(page, seen);
  const before = seen.requests.length;
  await searching(page).box.focus();
  await page.waitForFunction(() => self.wsNeed && self.wsPanels);
  await settled(page, seen);
  assert.deepEqual(seen.requests.slice(before).map(({ url }) => /\/assets\/(need|panels)-\w+\.js$/.test(url)), [true, true]);
}));

test('a misspelt word finds what was meant', () => visit(home, {}, async (page) => {
  const search = searching(page);
  for (const [typed, meant] of [['anxeity', 'Anxiety and worry'], ['bulying', 'Bullying'], ['lonley', 'Loneliness']]) {
    await search.ask(typed);
    assert.equal((await search.titles())[0], meant);
  }
}));

test('a half-typed word finds what it may become', () => visit(home, {}, async (page) => {
  const search = searching(page);
  await search.ask('frien');
  assert.equal((await search.titles())[0], 'Friends');
}));

test('results can be narrowed to one kind, and widened again', () => visit(home, {}, async (page) => {
  const search = searching(page);
  await search.ask('worry');
  const all = await search.heading.textContent();
  const words = await search.words();
  await search.answers.getByText(words.narrow).click();
  const kind = search.answers.getByLabel(words.kind);
  const book = await kind.locator('option', { hasText: /^Book \(/ }).textContent();
  await kind.selectOption({ label: book });
  await page.waitForFunction(([selector, was]) => document.querySelector(selector).textContent !== was, ['.ws-answers h2', all]);
  assert.equal((await search.heading.textContent()).match(/\d+/)[0], book.match(/\d+/)[0], 'as many as the choice promised');
  await page.waitForFunction(() => {
    const kinds = [...document.querySelectorAll('.ws-found-kind')];
    return kinds.length && kinds.every((one) => /^Book( ·|$)/.test(one.textContent));
  });
  await kind.selectOption('');
  await search.heading.getByText(all).waitFor();
}));

test('a reader without a mouse reaches the box, a result and its page', () => visit(home, {}, async (page) => {
  const search = searching(page);
  for (let i = 0; i < 30 && !(await search.box.evaluate((box) => box === document.activeElement)); i++) await page.keyboard.press('Tab');
  await typing(() => page.keyboard.type('sleep'));
  await search.found.nth(1).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.ok(await search.links.nth(1).evaluate((link) => link === document.activeElement), 'down goes through the results');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  assert.ok(await search.box.evaluate((box) => box === document.activeElement), 'up goes back to the box');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${home}topics/sleep/`);
}));

test('more results come when they are asked for, and the reader goes on at the first new one', () => visit(home, {}, async (page) => {
  const search = searching(page);
  await search.ask('sleep');
  await search.found.nth(9).waitFor();
  assert.equal(await search.found.count(), 10);
  await search.answers.getByRole('button', { name: (await search.words()).more }).click();
  await search.found.nth(10).waitFor();
  await page.waitForFunction(() => document.activeElement.closest('.ws-found'));
  assert.ok(await search.links.nth(10).evaluate((link) => link === document.activeElement));
  const titles = await search.titles();
  assert.equal(new Set(await search.links.evaluateAll((links) => links.map((link) => link.href))).size, titles.length, 'none twice');
}));

test('Escape closes what was found and keeps the text; a second one empties the box', () => visit(home, {}, async (page) => {
  const search = searching(page);
  await search.ask('sleep');
  await page.keyboard.press('Escape');
  await search.answers.locator('section').waitFor({ state: 'detached' });
  assert.equal(await search.box.inputValue(), 'sleep');
  await page.keyboard.press('Escape');
  assert.equal(await search.box.inputValue(), '');
}));

test('who finds nothing is offered topics, the A to Z and people to talk to, and does not read their words again', () => visit(home, {}, async (page) => {
  const search = searching(page);
  await search.ask('qwxzvkj');
  assert.equal(await search.heading.textContent(), (await search.words()).none);
  for (const [name, path] of [['Topics', 'topics/'], ['A to Z', 'a-z/'], ['Help now', 'help/']]) {
    assert.equal(await search.answers.getByRole('link', { name, exact: true }).evaluate((link) => link.href), home + path);
  }
  assert.ok(await search.cards.count() >= 2, 'people to talk to');
  assert.ok(!(await search.answers.innerHTML()).includes('qwxzvkj'));
}));

test('an older answer never takes the place of a newer one', async () => {
  let release;
  const held = new Promise((go) => { release = go; });
  await visit(home, {}, async (page) => {
    const search = searching(page);
    await search.ask('bullying');
    at.fault(/search\/en\//, { until: held });
    await search.box.fill('sleep');
    await search.box.press('Enter');
    await search.box.fill('bullying');
    await search.box.press('Enter');
    release();
    await search.links.getByText('Bullying', { exact: true }).first().waitFor();
    await page.waitForTimeout(500);
    assert.equal((await search.titles())[0], 'Bullying');
  }).finally(() => at.mend());
});

for (const [how, ask] of [['at once after Enter', (box) => box.press('Enter')], ['soon while someone types', () => {}]]) {
  test(`results for another question go away ${how}, and a screen reader is told that the search looks`, async () => {
    let release;
    const held = new Promise((go) => { release = go; });
    await visit(home, {}, async (page) => {
      const search = searching(page);
      await search.ask('sleep');
      at.fault(/search\/en\//, { until: held });
      await search.box.fill('bullying');
      await ask(search.box);
      const { wait } = await search.words();
      await search.answers.getByText(wait).waitFor();
      assert.equal(await search.found.count(), 0);
      await search.said.getByText(wait).waitFor({ state: 'attached' });
      release();
      await search.links.getByText('Bullying', { exact: true }).first().waitFor();
      assert.equal(await search.answers.getByText(wait).count(), 0);
    }).finally(() => { release(); at.mend(); });
  });
}

// typeElsewhere types a text and at once goes on to the first result, as a quick reader without a mouse may.
const typeElsewhere = (page, text) => page.evaluate((value) => {
  const box = document.querySelector('[role=search] input');
  box.value = value;
  box.dispatchEvent(new Event('input'));
  document.querySelector('.ws-found a').focus();
}, text);

test('a result that goes away with the focus on it gives the focus back to the box', () => visit(home, {}, async (page) => {
  const search = searching(page);
  const focused = () => search.box.evaluate((box) => box === document.activeElement);
  await search.ask('sleep');
  await typeElsewhere(page, 'bullying');
  await search.links.getByText('Bullying', { exact: true }).first().waitFor();
  assert.ok(await focused(), 'after new results');
  await typeElsewhere(page, 'i want to die');
  await search.panel.waitFor();
  assert.ok(await focused(), 'after the panel');
}));

test('on a screen of 320 pixels the box shows fourteen characters, and its name is still told', () => visit(home, { width: 320 }, async (page) => {
  const box = page.getByRole('searchbox', { name: 'Search', exact: true });
  const [room, need] = await box.evaluate((input) => {
    const style = getComputedStyle(input);
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    return [input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight), pen.measureText('what can I do?').width];
  });
  assert.ok(room >= need, `${room} pixels for ${need}`);
}));

test('a page in Gaelic answers in Gaelic first and in English after', () => visit(`${home}gd/`, { locale: 'gd' }, async (page) => {
  const search = searching(page);
  await search.ask('cadal');
  assert.equal(await search.links.first().evaluate((link) => link.href), `${home}gd/topics/sleep/`);
  await search.ask('gambling');
  const link = search.links.first();
  assert.equal(await link.evaluate((a) => a.href), `${home}topics/gambling/`);
  assert.equal(await link.evaluate((a) => a.closest('[lang]').lang), 'en', 'said to be English');
}));

test('a page in Arabic answers in Arabic', () => visit(`${at.origin}/midlothian/cuiken-primary/ar/`, { locale: 'ar' }, async (page) => {
  const title = readFileSync(inside('content/national/topics/talking-to-someone.ar.md'), 'utf8').match(/^title: "?([^"\n]+)/m)[1];
  const search = searching(page);
  await search.ask(title);
  assert.equal((await search.titles())[0], title);
  assert.equal(await search.found.first().evaluate((item) => getComputedStyle(item).direction), 'rtl');
}));

test('little is asked for before results are known, and little of it one after another', async () => {
  const files = indexFiles(school, 'en');
  for (const text of ['sleep', 'anxeity', 'i am so anxous abut my prelims', 'somewhere quiet to sit at lunch with books']) {
    await visit(home, {}, async (page, seen) => {
      const search = searching(page);
      const rounds = inRounds(page, seen);
      await search.box.fill(text);
      await search.box.press('Enter');
      const asked = await rounds(() => search.found.count());
      const forParts = asked.findIndex((round) => round.some((path) => files.is(path) === 'part'));
      const before = asked.slice(0, forParts);
      assert.ok(forParts > 0, `${text}: asked for ${told(asked)}`);
      assert.ok(before.flat().filter((path) => files.is(path)).length <= 8, `${text}: asked for ${told(before)}`);
      assert.ok(before.length <= 3, `${text}: asked for ${told(before)}`);
      assert.equal(asked.length, forParts + 1, `${text}: all parts are asked for side by side: ${told(asked)}`);
    }).finally(() => at.mend());
  }
});

const told = (rounds) => rounds.map((round) => round.join(' ')).join(', then ');

// inRounds holds every file of the index back until no other is asked for beside it, lets all go together, and gives
// their paths: what is in one round was asked for side by side. Before a round is taken to be whole, all of the one before
// has arrived.
function inRounds(page, seen) {
  const waiting = new Map();
  const sent = new Set();
  at.fault(/\/search\/en\//, { until: (path) => sent.has(path) || new Promise((go) => waiting.set(path, go)) });
  const before = seen.requests.length;
  const arrived = new Set();
  page.on('requestfinished', (request) => arrived.add(new URL(request.url()).pathname));
  return async (done) => {
    const rounds = [];
    for (let last = 0; !(await done());) {
      await page.waitForTimeout(250);
      if ([...sent].some((path) => !arrived.has(path))) continue;
      const asked = seen.requests.slice(before).map(({ url }) => new URL(url).pathname).filter((path) => !sent.has(path));
      if (asked.length && asked.length === last) {
        rounds.push(asked);
        for (const path of asked) sent.add(path);
        for (const go of waiting.values()) go();
        waiting.clear();
      }
      last = asked.length;
    }
    return rounds;
  };
}
