// What a phone keeps of a site: help now without asking, everything when a reader asks for it, and nothing once it is
// removed. A network that is gone is one of the browser, or a host that ends every connection.

import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { visit } from './browser.mjs';
import { host } from './host.mjs';
import { address, copies, lists } from './kept.mjs';
import { searching } from './search.mjs';
import { onDisk, web } from './sites.mjs';

const school = 'midlothian/beeslack';
const at = await host(web);
after(() => at.close());
afterEach(() => at.mend());

const home = `${at.origin}/${school}/`;
const expected = lists(`${web}/${school}`);

// keeper tells a story of a reader whose device keeps things. Files that cannot be had belong to it.
const keeper = (where, story, more = {}) => visit(where, { keeps: true, losses: true, ...more }, story);

const installed = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => new Promise((go) => {
  const look = () => active.state === 'activated' && go();
  active.addEventListener('statechange', look);
  look();
})));

// stored is all that a site has on the device: paths below it, in each of its caches.
const stored = (page, top) => page.evaluate(async (top) => {
  const found = {};
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    found[name] = requests.map(({ url }) => (url.startsWith(top) ? url.slice(top.length) : url)).sort();
  }
  return found;
}, top);

// beside is all that is on the device beside caches.
const beside = (page) => page.evaluate(async () => ({
  stores: (await indexedDB.databases()).length, local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
}));
const nothing = { stores: 0, local: 0, session: 0, cookies: '' };

const registrations = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope));

const box = (page) => page.locator('[data-list]');
const words = (page) => box(page).evaluate((one) => ({ ...one.dataset }));
const says = async (page, name) => {
  const pattern = (await words(page))[name].split(/\{\w+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
  await box(page).getByRole('status').getByText(new RegExp(`^${pattern}$`)).waitFor();
};
const press = (page, what) => page.locator(`[data-ws=${what}]`).click();

async function keepAll(page, top = home) {
  await page.goto(`${top}keep/`);
  await says(page, 'size');
  await press(page, 'keep');
  await says(page, 'kept');
}

const offline = (page, gone = true) => page.context().setOffline(gone);
const heading = (page) => page.locator('main h1').first().textContent();
const paths = (files) => files.map(address).sort();

test('after a first visit help now is there without a network, and nothing else is on the device', () => keeper(home, async (page) => {
  await installed(page);
  const all = await stored(page, home);
  assert.equal(Object.keys(all).length, 1);
  assert.deepEqual(Object.values(all)[0], paths(expected.own));
  for (const path of expected.own) assert.match(path, /^((gd\/)?(help|offline)\/index\.html|away\/index\.html|assets\/(style|script|need|panels|icon)-[\w-]+\.\w+)$/, 'the same for everyone');
  assert.deepEqual(await beside(page), nothing);
  assert.deepEqual(await page.context().cookies(), []);
  await offline(page);
  for (const help of ['help/', 'gd/help/', 'help/index.html', 'help/?utm_source=x']) {
    await page.goto(home + help);
    assert.ok(await page.getByRole('link', { name: '0800 1111' }).first().isVisible(), help);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.querySelector('.ws-help a')).backgroundColor), 'rgba(0, 0, 0, 0)', 'with its style');
  }
}));

test('without a network every other page leads to one that says so, in its language', () => keeper(home, async (page) => {
  await installed(page);
  await offline(page);
  for (const [path, leads] of [['', 'offline/'], ['topics/sleep/', 'offline/'], ['gd/', 'gd/offline/'], ['gd/topics/sleep/', 'gd/offline/'], ['gdansk/', 'offline/']]) {
    await page.goto(home + path);
    assert.equal(page.url(), home + leads, path);
    assert.equal(await page.evaluate(() => document.documentElement.lang), leads.startsWith('gd') ? 'gd' : 'en');
  }
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('link', { name: '0800 1111' }).first().waitFor();
  await offline(page, false);
  await page.goto(`${home}topics/sleep/`);
  assert.equal(await heading(page), 'Sleep');
}));

test('on a page that was visited nothing is kept of the visit', () => keeper(home, async (page) => {
  await installed(page);
  const before = await stored(page, home);
  for (const path of ['topics/keeping-going/', 'help/', 'books/', 'search/']) await page.goto(home + path);
  await searching(page).ask('i feel lonely');
  await searching(page).found.first().waitFor();
  assert.deepEqual(await stored(page, home), before);
  assert.deepEqual(await beside(page), nothing);
}));

test('without a network the search of a page that is kept shows people to who needs them', () => keeper(`${home}help/`, async (page) => {
  await installed(page);
  await offline(page);
  await page.reload();
  await searching(page).ask('i want to die');
  assert.ok(await searching(page).panel.isVisible());
  await searching(page).ask('sleep');
  assert.equal(await searching(page).heading.textContent(), (await searching(page).words()).rest);
}));

test('who keeps the site reads topics and searches without a network', () => keeper(home, async (page) => {
  await keepAll(page);
  const all = await stored(page, home);
  const name = Object.keys(all).find((one) => one.includes('kept'));
  assert.deepEqual(all[name], paths([...expected.chosen['keep/keep.json'].filter((path) => !/^search\/.*\.js$/.test(path)), 'keep/keep.json']));
  assert.deepEqual(await beside(page), nothing);
  await offline(page);
  for (const [path, title] of [['', 'Beeslack Community High School'], ['topics/sleep/', 'Sleep'], ['topics/keeping-going/', 'Thoughts of suicide'], ['a-z/', 'A to Z']]) {
    await page.goto(home + path);
    assert.equal(page.url(), home + path);
    assert.ok((await heading(page)).includes(title), path);
  }
  const search = searching(page);
  await search.ask('anxeity');
  await search.found.first().waitFor();
  assert.equal((await search.titles())[0], 'Anxiety and worry');
  await search.links.first().click();
  await page.waitForURL(/\/topics\//);
  await page.goto(`${home}books/`);
  assert.equal(page.url(), `${home}offline/`, 'what is not on the list is not kept');
  await page.goto(`${home}keep/`);
  await says(page, 'kept');
}));

test('a network that is only slow gives way to the copy, and a page without one is waited for', () => keeper(home, async (page) => {
  await installed(page);
  await page.clock.install();
  let release;
  at.fault(/beeslack\/(help|topics\/sleep)\/$/, { until: new Promise((go) => { release = go; }) });
  await page.goto(`${home}help/`);
  assert.ok(await page.getByRole('link', { name: '0800 1111' }).first().isVisible(), 'it was not answered by the host');
  const slow = page.goto(`${home}topics/sleep/`);
  await page.waitForTimeout(4000);
  release();
  await slow;
  assert.equal(page.url(), `${home}topics/sleep/`);
  assert.equal(await heading(page), 'Sleep');
}));

test('what was kept is removed for good, and not kept again before the page is left', () => keeper(home, async (page) => {
  await keepAll(page);
  await press(page, 'remove');
  await says(page, 'removed');
  assert.deepEqual(await stored(page, home), {});
  assert.deepEqual(await registrations(page), []);
  assert.deepEqual(await beside(page), nothing);
  assert.equal(await page.locator('[data-ws=keep]:visible, [data-ws=remove]:visible').count(), 0);
  await searching(page).ask('sleep');
  await searching(page).found.first().waitFor();
  await page.evaluate(() => { dispatchEvent(new Event('load')); dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); });
  await page.waitForTimeout(300);
  assert.deepEqual(await stored(page, home), {});
  assert.deepEqual(await registrations(page), []);
}));

test('nothing is kept of a site that is opened from a disk or shown inside another page', async () => {
  await keeper(onDisk(`${school}/keep/index.html`), async (page) => {
    await page.waitForTimeout(500);
    assert.equal(await page.locator('[data-ws=keep]:visible').count(), 0);
    assert.equal(await page.getByText('This needs a newer browser').count(), 1);
  });
  await keeper(`${home}away/`, async (page) => {
    await page.route(`${home}frame`, (route) => route.fulfill({ contentType: 'text/html', body: `<iframe src="${home}"></iframe>` }));
    await page.goto(`${home}frame`);
    await page.frameLocator('iframe').locator('main h1').waitFor();
    await page.waitForTimeout(300);
    assert.deepEqual(await registrations(page), []);
  });
});

test('a phone that saves data keeps nothing, and the page for keeping says why', () => keeper(`${home}keep/`, async (page) => {
  await says(page, 'saving');
  assert.equal(await page.locator('[data-ws=keep]:visible').count(), 0);
  assert.deepEqual(await registrations(page), []);
  assert.deepEqual(await stored(page, home), {});
}, { before: () => Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true } }) }));

test('without a script the page for keeping says what it needs', () => visit(`${home}keep/`, { script: false }, async (page) => {
  assert.equal(await page.locator('[data-ws=keep]:visible, [data-ws=remove]:visible').count(), 0);
  assert.ok(await page.getByText('This needs a newer browser').isVisible());
}));

for (const [what, fault] of [['is missing', { status: 404 }], ['is altered', { alter: (bytes) => Buffer.concat([bytes, Buffer.from(' ')]) }], ['does not come', { abort: true }]]) {
  test(`when a file that is to be kept ${what}, nothing is kept, and the reader is told`, () => keeper(home, async (page) => {
    await installed(page);
    const before = await stored(page, home);
    await page.goto(`${home}keep/`);
    await says(page, 'size');
    at.fault(/beeslack\/topics\/stress\/$/, fault);
    await press(page, 'keep');
    await says(page, 'failed');
    assert.deepEqual(await stored(page, home), before);
    at.mend();
    await press(page, 'keep');
    await says(page, 'kept');
  }));

  test(`when a file of help now ${what}, nothing is kept at all`, () => {
    at.fault(/beeslack\/gd\/help\/$/, fault);
    return keeper(home, async (page) => {
      await page.evaluate(async () => {
        const { installing } = (await navigator.serviceWorker.getRegistration()) || {};
        if (installing) await new Promise((go) => installing.addEventListener('statechange', () => installing.state === 'redundant' && go()));
      });
      await page.waitForFunction(async () => !(await caches.keys()).length);
      await page.goto(`${home}help/`);
      assert.ok(await page.getByRole('link', { name: '0800 1111' }).first().isVisible(), 'with a network all is as ever');
    });
  });
}

test('when there is no room, nothing is kept and the reader is told', () => keeper(home, async (page) => {
  await installed(page);
  const session = await page.context().newCDPSession(page);
  await page.goto(`${home}keep/`);
  await says(page, 'size');
  const before = await stored(page, home);
  await session.send('Storage.overrideQuotaForOrigin', { origin: at.origin, quotaSize: 300_000 });
  await press(page, 'keep');
  await says(page, 'full');
  assert.deepEqual(await stored(page, home), before);
}));

// rebuilt tells a story of a reader who keeps a site that is then built anew.
async function rebuilt(story) {
  const two = copies(school, 'one/school', 'two/school');
  const server = await host(two.top);
  const old = `${server.origin}/one/school/`;
  // The site of the second folder takes the place of the first.
  const swap = () => server.fault(/^\/one\/school\//, { from: (path) => path.replace('/one/', '/two/') });
  two.change('two/school', 'help/index.html', (text) => text.replace('</h1>', ' Newer</h1>'));
  two.change('two/school', 'topics/sleep/index.html', (text) => text.replace('</h1>', ' Newer</h1>'));
  try {
    await keeper(old, (page) => story(page, { server, old, swap }));
  } finally {
    await server.close();
    two.close();
  }
}

const update = (page) => page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  const newer = registration.installing || registration.waiting;
  if (!newer) return 'none';
  return new Promise((go) => {
    const look = () => /activated|redundant/.test(newer.state) && go(newer.state);
    newer.addEventListener('statechange', look);
    look();
  });
});

const newer = async (page, top) => {
  await offline(page);
  const found = [];
  for (const path of ['help/', 'topics/sleep/']) {
    await page.goto(top + path);
    found.push(/Newer/.test(await heading(page)));
  }
  await offline(page, false);
  return found;
};

test('a new build takes the place of all that was kept of the old, and fetches only what changed', () => rebuilt(async (page, { server, old, swap }) => {
  await keepAll(page, old);
  const before = await stored(page, old);
  assert.deepEqual(await newer(page, old), [false, false]);
  swap();
  const from = server.requests.length;
  assert.equal(await update(page), 'activated');
  const asked = server.requests.slice(from).map(({ path }) => path.replace(/^\/one\/school\//, ''));
  assert.deepEqual([...new Set(asked)].filter((path) => !/keep\.json$|sw\.js$/.test(path)).sort(), ['help/', 'topics/sleep/']);
  assert.deepEqual(await newer(page, old), [true, true]);
  const now = await stored(page, old);
  assert.equal(Object.keys(now).length, 2);
  for (const name of Object.keys(before)) assert.ok(!now[name], `${name} is gone`);
}));

test('a new build that does not come whole leaves all of the old', () => rebuilt(async (page, { server, old, swap }) => {
  await keepAll(page, old);
  const before = await stored(page, old);
  swap();
  for (const broken of [/topics\/sleep\/$/, /help\/$/, /keep\.json$/]) {
    server.fault(broken, { status: 503 });
    assert.equal(await update(page), 'redundant', String(broken));
    assert.deepEqual(await stored(page, old), before);
    assert.deepEqual(await newer(page, old), [false, false]);
    server.mend();
    swap();
  }
  assert.equal(await update(page), 'activated');
  assert.deepEqual(await newer(page, old), [true, true]);
}));

test('two schools on one host do not mix, though their files have the same names', async () => {
  const two = copies(school, 'one/school', 'one/school/below/school', 'two/school');
  const tops = ['one/school', 'one/school/below/school', 'two/school'];
  for (const name of tops) two.change(name, 'help/index.html', (text) => text.replace('</h1>', ` ${name.length}</h1>`));
  const server = await host(two.top);
  try {
    await keeper(`${server.origin}/one/school/`, async (page) => {
      const addresses = tops.map((name) => `${server.origin}/${name}/`);
      for (const top of addresses) {
        await page.goto(top);
        await installed(page);
        await page.waitForFunction(async (top) => (await navigator.serviceWorker.getRegistration(top))?.scope === top && (await navigator.serviceWorker.getRegistration(top)).active, top);
      }
      await keepAll(page, addresses[0]);
      await offline(page);
      for (const [i, top] of addresses.entries()) {
        await page.goto(`${top}help/`);
        assert.match(await heading(page), new RegExp(` ${tops[i].length}$`));
      }
      await page.goto(`${addresses[2]}topics/sleep/`);
      assert.equal(page.url(), `${addresses[2]}offline/`, 'the second school was not kept');
      await offline(page, false);
      await page.goto(`${addresses[0]}keep/`);
      await says(page, 'kept');
      await press(page, 'remove');
      await says(page, 'removed');
      assert.deepEqual((await registrations(page)).sort(), addresses.slice(1).sort());
      assert.equal(Object.keys(await stored(page, addresses[0])).length, 2, 'what the others keep stays');
    });
  } finally {
    await server.close();
    two.close();
  }
});
