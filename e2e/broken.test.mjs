import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { settled, visit } from './browser.mjs';
import { host } from './host.mjs';
import { indexFiles } from './indexfiles.mjs';
import { searching } from './search.mjs';
import { web } from './sites.mjs';

const at = await host(web);
after(() => at.close());
afterEach(() => at.mend());

const school = 'midlothian/beeslack';
const home = `${at.origin}/${school}/`;
const lossy = { losses: true };

const files = indexFiles(school, 'en');
const everyShard = { test: (path) => files.is(path) === 'shard' };
const everyPart = { test: (path) => files.is(path) === 'part' };
const packed = /\/search\/.*\.bin$/;
const inScripts = /\/search\/.*\.js$/;

const flip = (bytes) => {
  bytes[bytes.length >> 1] ^= 0x55;
  return bytes;
};
const elsewhere = () => Buffer.from('<!doctype html><title>Please sign in to the Wi-Fi</title>');

let expected;

// usual is what the search answers when nothing is broken.
async function usual() {
  expected ??= (async () => {
    let titles;
    await visit(home, {}, async (page) => { titles = await answered(page, 'anxeity'); });
    return titles;
  })();
  return expected;
}

async function answered(page, text) {
  const search = searching(page);
  await search.ask(text);
  await search.found.first().waitFor();
  return search.titles();
}

async function resting(page, text) {
  const search = searching(page);
  await search.ask(text);
  assert.equal(await search.heading.textContent(), (await search.words()).rest);
  await search.answers.getByRole('link', { name: 'Topics', exact: true }).waitFor();
  await search.answers.getByRole('link', { name: 'A to Z', exact: true }).waitFor();
  assert.ok(await search.cards.count() >= 2, 'people to talk to');
}

const losses = {
  'is missing': { status: 404 },
  'is refused': { status: 403 },
  'fails on the host': { status: 500 },
  'is cut off': { cut: 0.6 },
  'is empty': { cut: 0 },
  'is altered': { alter: flip },
  'is a page to sign in to a network': { alter: elsewhere },
  'never comes, as the line breaks': { abort: true },
};

for (const [what, fault] of Object.entries(losses)) {
  for (const [which, path] of [['every shard', everyShard], ['every part', everyPart], ['the root', /root\.bin$/], ['every packed file', packed]]) {
    if (which !== 'every shard' && what !== 'is missing' && what !== 'is cut off') continue;
    test(`${which} ${what}: scripts bring the same results`, async () => {
      const titles = await usual();
      at.fault(path, fault);
      await visit(home, lossy, async (page, seen) => {
        assert.deepEqual(await answered(page, 'anxeity'), titles);
        assert.ok(seen.requests.some(({ url }) => inScripts.test(url)), 'by scripts');
      });
    });
  }
  test(`everything of the index ${what}: the search says that it rests and where else to look`, async () => {
    at.fault(packed, fault);
    at.fault(inScripts, fault);
    await visit(home, lossy, (page) => resting(page, 'anxeity'));
  });
}

test('bytes that were unpacked on the way are read as they are', async () => {
  const titles = await usual();
  at.fault(packed, { alter: (bytes) => gunzipSync(bytes) });
  at.fault(inScripts, { status: 404 });
  await visit(home, lossy, async (page) => assert.deepEqual(await answered(page, 'anxeity'), titles));
});

test('a host that refuses all of search/ leaves people to talk to, for every reader', async () => {
  at.fault(/\/search\/\w/, { status: 403 });
  await visit(home, lossy, async (page) => {
    await resting(page, 'sleep');
    await searching(page).ask('i want to die');
    assert.ok(await searching(page).panel.isVisible(), 'the panel needs no index');
    await searching(page).panel.getByRole('button').click();
    await searching(page).answers.getByText((await searching(page).words()).rest).waitFor();
    assert.ok(await searching(page).panel.isVisible(), 'and stays');
  });
});

test('a search that rested works again when its files are there again', async () => {
  at.fault(/\/search\/\w/, { status: 503 });
  await visit(home, lossy, async (page) => {
    await resting(page, 'anxeity');
    at.mend();
    assert.deepEqual(await answered(page, 'anxiety'), await answered(page, 'anxiety '));
    assert.equal((await answered(page, 'anxeity'))[0], 'Anxiety and worry');
  });
});

test('a search that failed while the reader typed on leaves nothing behind for the next', async () => {
  let release;
  at.fault(/\/search\/\w/, { until: new Promise((go) => { release = go; }), status: 503 });
  await visit(home, lossy, async (page, seen) => {
    const search = searching(page);
    const asked = page.waitForRequest(packed);
    await search.box.fill('sleep');
    await search.box.press('Enter');
    await asked;
    await search.box.fill('');
    release();
    await settled(page, seen);
    at.mend();
    await search.ask('sleep');
    assert.equal((await search.titles())[0], 'Sleep');
  });
});

for (const [lost, text, path] of [['gd', 'gambling', 'topics/gambling/'], ['en', 'cadal', 'gd/topics/sleep/']]) {
  test(`a page in Gaelic answers from what is there when the index in ${lost} is missing`, async () => {
    at.fault(`/search/${lost}/`, { status: 404 });
    await visit(`${home}gd/`, lossy, async (page) => {
      const search = searching(page);
      await search.ask(text);
      assert.equal(await search.links.first().evaluate((link) => link.href), home + path);
      await search.ask('qwxzvkj');
      assert.equal(await search.heading.textContent(), (await search.words()).rest, 'nobody says that there is nothing');
    });
  });
}

test('a network that falls silent makes the search rest', async () => {
  at.fault(/\/search\/\w/, { until: new Promise(() => {}) });
  await visit(home, lossy, async (page) => {
    const search = searching(page);
    const { wait, rest } = await search.words();
    await page.clock.install();
    await search.box.fill('sleep');
    await search.box.press('Enter');
    await page.clock.runFor(10);
    await search.answers.getByText(wait).waitFor();
    for (let i = 0; i < 100 && !(await search.answers.getByText(rest).count()); i++) {
      await page.clock.runFor(8000);
      await page.waitForTimeout(100);
    }
    assert.equal(await search.heading.textContent(), rest);
  });
});

// Another site’s index is whole in itself, and of another build: so is yesterday’s of this site.
const stale = 'midlothian/penicuik-library';
const older = indexFiles(stale, 'en').build;
const old = (bytes, path) => readFileSync(web + path.replace(school, stale).replace(files.build, older));

test('every shard is of another build: scripts bring the same results', async () => {
  assert.notEqual(older, files.build);
  const titles = await usual();
  at.fault(everyShard, { alter: old });
  await visit(home, lossy, async (page) => assert.deepEqual(await answered(page, 'anxeity'), titles));
});

test('every shard and every script is of another build: the search rests', async () => {
  at.fault(everyShard, { alter: old });
  at.fault(/\/\d+\.js$/, { alter: old });
  await visit(home, lossy, (page) => resting(page, 'anxeity'));
});

test('a root of an older build is asked for once more, and then the answer is of today', async () => {
  const titles = await usual();
  let times = 0;
  at.fault(/root\.bin$/, { alter: (bytes, path) => (times++ ? bytes : old(bytes, path)) });
  await visit(home, lossy, async (page) => assert.deepEqual(await answered(page, 'anxeity'), titles));
  assert.equal(times, 2);
});

test('a root that stays of another build makes the search rest', async () => {
  at.fault(/root\.bin$/, { alter: old });
  at.fault(/root\.js$/, { alter: old });
  await visit(home, lossy, (page) => resting(page, 'anxeity'));
});

test('when more results or the choices cannot be had, the search rests instead of standing still', async () => {
  await visit(home, lossy, async (page) => {
    const search = searching(page);
    await search.ask('sleep');
    const words = await search.words();
    at.fault(/\/search\/\w/, { status: 404 });
    await search.answers.getByRole('button', { name: words.more }).click();
    await search.answers.getByText(words.rest).waitFor();
    assert.ok(await search.box.evaluate((box) => box === document.activeElement), 'the focus is back in the box');
    at.mend();
    await search.ask('sleep');
    at.fault(/\/search\/\w/, { status: 404 });
    await search.answers.getByText(words.narrow).click();
    await search.answers.getByText(words.rest).waitFor();
  });
});

for (const what of ['more', 'narrow']) {
  test(`a build that changed before "${what}" was asked for is searched anew`, async () => {
    await visit(home, lossy, async (page) => {
      const search = searching(page);
      await search.ask('sleep');
      const before = await search.answers.locator('section').elementHandle();
      const words = await search.words();
      at.fault(/\/search\/\w/, { alter: (bytes, path) => (path.includes(files.build) ? Buffer.from('') : readFileSync(web + path.replace(school, stale))) });
      await search.answers.getByText(words[what], { exact: true }).click();
      await page.waitForFunction((section) => !section.isConnected, before);
      await search.found.first().waitFor();
      assert.equal(await search.answers.getByText(words.rest).count(), 0);
    });
  });
}

// What a browser may lack is taken from it before its scripts run.
const lacking = {
  'without DecompressionStream': () => { delete self.DecompressionStream; },
  'without fetch': () => { delete self.fetch; },
  'without fetch, DecompressionStream and Intl': () => { delete self.fetch; delete self.DecompressionStream; delete self.Intl; },
  'without Trusted Types': () => { delete self.trustedTypes; },
  'where storage is forbidden': () => { for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(self, name, { get() { throw new Error('forbidden'); } }); },
};

for (const [what, before] of Object.entries(lacking)) {
  test(`a browser ${what} gives the same results`, async () => {
    const titles = await usual();
    // A browser without Trusted Types does not know a policy that asks for them either.
    await visit(home, { before, policy: what !== 'without Trusted Types' }, async (page, seen) => {
      assert.deepEqual(await answered(page, 'anxeity'), titles);
      if (/fetch|Decompression/.test(what)) assert.deepEqual(seen.requests.filter(({ url }) => url.endsWith('.bin')), []);
      await searching(page).ask('i want to die');
      assert.ok(await searching(page).panel.isVisible());
    });
  });
}
