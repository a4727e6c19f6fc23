import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled, visit } from './browser.mjs';
import { searching } from './search.mjs';
import { onDisk } from './sites.mjs';

const home = onDisk('midlothian/beeslack/index.html');
const page = (path) => onDisk(`midlothian/beeslack/${path}`);

for (const [where, path] of [['the start page', 'index.html'], ['a topic', 'topics/grief/index.html'], ['the search page', 'search/index.html'], ['a page in Gaelic', 'gd/index.html']]) {
  test(`opened from a disk, ${where} finds a misspelt word and opens its page`, () => visit(page(path), {}, async (tab) => {
    const search = searching(tab);
    await search.ask('anxeity');
    assert.ok(await search.found.count() > 1);
    const link = search.found.getByRole('link', { name: path.startsWith('gd/') ? /./ : 'Anxiety and worry' }).first();
    assert.match(await link.evaluate((a) => a.href), /\/topics\/anxiety\/index\.html$/);
    await link.click();
    await tab.waitForURL(/\/topics\/anxiety\/index\.html$/);
  }));
}

test('opened from a disk, results can be narrowed and there are more of them', () => visit(home, {}, async (tab) => {
  const search = searching(tab);
  await search.ask('sleep');
  const words = await search.words();
  await search.answers.getByRole('button', { name: words.more }).click();
  await search.found.nth(10).waitFor();
  await search.answers.getByText(words.narrow).click();
  const kind = search.answers.getByLabel(words.kind);
  await kind.selectOption({ label: await kind.locator('option', { hasText: /^Book \(/ }).textContent() });
  await search.kinds.first().getByText('Book').waitFor();
}));

test('opened from a disk, who needs help now is shown people and nothing is read from the disk but the phrases', () => visit(home, {}, async (tab, seen) => {
  const search = searching(tab);
  await settled(tab, seen);
  const before = seen.requests.length;
  await search.ask('i want to die');
  assert.ok(await search.panel.isVisible());
  await settled(tab, seen);
  assert.deepEqual(seen.requests.slice(before).map(({ url }) => /\/assets\/(need|panels)-\w+\.js$/.test(url)), [true, true]);
  await search.panel.getByRole('link', { name: 'Help now', exact: true }).click();
  await tab.waitForURL(page('help/index.html'));
}));

test('opened from a disk, nothing found leads on to pages that are there', () => visit(home, {}, async (tab) => {
  const search = searching(tab);
  await search.ask('qwxzvkj');
  for (const link of await search.answers.getByRole('link').evaluateAll((links) => links.map((a) => a.href))) {
    if (link.startsWith('file:')) assert.match(link, /\/index\.html$/);
  }
  await search.answers.getByRole('link', { name: 'Topics', exact: true }).click();
  await tab.waitForURL(page('topics/index.html'));
}));

test('opened from a disk without scripts, Enter leads to help now', () => visit(home, { script: false }, async (tab) => {
  await searching(tab).box.fill('wombat');
  await searching(tab).box.press('Enter');
  await tab.waitForURL((address) => address.href.startsWith(page('help/index.html')));
  assert.ok(!tab.url().includes('wombat'));
}));
