// What a history, a tab, a feed or a shared link tells of pages that nobody else should know someone read.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { visit } from './browser.mjs';
import { filesIn, textOf } from './built.mjs';
import { host } from './host.mjs';
import { searching } from './search.mjs';
import { inside, web } from './sites.mjs';

const at = await host(web);
after(() => at.close());

const school = 'midlothian/beeslack';
const home = `${at.origin}/${school}/`;

// Topics that state another name for outside, read from the content itself.
const topics = readdirSync(inside('content/national/topics')).filter((name) => /^[\w-]+\.md$/.test(name)).map((name) => {
  const text = readFileSync(inside(`content/national/topics/${name}`), 'utf8');
  const field = (key) => (text.match(new RegExp(`^${key}: "?([^"\\n]+)`, 'm')) || [])[1];
  return { slug: name.replace('.md', ''), title: field('title'), outside: field('outside') };
}).filter(({ outside }) => outside).map((topic) => ({ ...topic, folder: `topics/${topic.outside.toLowerCase().replace(/\W+/g, '-')}/` }));

// history is what the browser itself lists under Back, with titles.
async function history(page) {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  return entries.map(({ title, url }) => ({ title, url }));
}

const telling = (text, { title, slug }) => text.toLowerCase().includes(title.toLowerCase()) || text.includes(`/${slug}/`);

test('there are discreet topics', () => assert.ok(topics.length >= 8, topics.map(({ title }) => title).join()));

for (const topic of topics) {
  test(`who reads about “${topic.outside}” has only that name in the history, and the plain one on the page`, () => visit(home, {}, async (page) => {
    await page.goto(`${home}a-z/`);
    const plain = page.getByRole('main').getByRole('link', { name: topic.title, exact: true }).first();
    assert.equal(await plain.getAttribute('href'), `../${topic.folder}`, 'the A to Z finds the plain name');
    await plain.click();
    await page.waitForURL(home + topic.folder);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), topic.title);
    const kept = await history(page);
    assert.match(kept.at(-1).title, new RegExp(`^${topic.outside} `));
    assert.deepEqual(kept.filter(({ title, url }) => telling(title, topic) || telling(url, topic)), []);
    assert.equal(await page.locator('a[href]').evaluateAll((links, slug) => links.filter((link) => link.href.includes(`/topics/${slug}/`)).length, topic.slug), 0, 'no link tells it');
  }));
}

test('the search finds a plain name, and its result leads to the neutral one', () => visit(home, {}, async (page) => {
  const search = searching(page);
  for (const { title, folder } of topics) {
    await search.ask(title);
    const all = search.panel.getByRole('button');
    if (await all.count()) await all.first().click();
    await search.found.first().waitFor();
    const hrefs = await search.links.evaluateAll((links) => links.map((link) => link.href));
    assert.ok(hrefs.includes(home + folder), `${title}: ${hrefs}`);
    assert.equal((await history(page)).length, 2, 'about:blank and the start page: searching leaves no trace');
  }
}));

test('no file that goes elsewhere, and no name of a file, tells a plain name', () => {
  const folder = join(web, school);
  const all = filesIn(folder, '');
  const told = all.filter((path) => topics.some(({ slug, folder: neutral }) => `/${path}`.includes(`topics/${slug}/`) && !`/${path}`.includes(neutral)));
  assert.deepEqual(told, []);
  const passedOn = all.filter((path) => /(^|\/)(oembed\.json|feed\.xml|sitemap\.xml|robots\.txt|site\.webmanifest|sw\.js|keep\.json|_headers)$/.test(path));
  assert.ok(passedOn.length > 30, passedOn.join());
  for (const path of passedOn) {
    for (const topic of topics) assert.ok(!telling(textOf(folder, path), topic), `${path} tells ${topic.title}`);
  }
});

test('what a shared link or a frame shows of a discreet page is its neutral name', () => {
  const folder = join(web, school);
  const shown = (html, sign) => (html.match(sign) || [])[1];
  for (const topic of topics) {
    for (const path of [`${topic.folder}index.html`, `embed/${topic.folder}index.html`]) {
      const html = textOf(folder, path);
      const head = html.slice(0, html.indexOf('</head>'));
      assert.ok(!telling(head, topic), `${path}: its head tells`);
      const title = shown(html, /<title>([^<]*)/);
      assert.ok(title.startsWith(topic.outside), title);
    }
    const html = textOf(folder, `${topic.folder}index.html`);
    const snippet = shown(html, /<textarea[^>]*>([^<]*)/) || shown(html, /(&lt;iframe[^]*?\/iframe&gt;)/) || '';
    assert.ok(snippet && !telling(snippet, topic), `${topic.folder}: ${snippet}`);
    const card = shown(html, /property="og:image" content="([^"]+)"/);
    assert.equal(card, shown(textOf(folder, 'index.html'), /property="og:image" content="([^"]+)"/), 'the picture is that of the site');
  }
});
