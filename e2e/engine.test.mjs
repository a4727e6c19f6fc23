// The engine of the search, without a browser: it agrees with the generator's, and nothing that is typed or that goes
// missing makes it fail otherwise than by saying so.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { engine, fixture, index, number, top } from './engine.mjs';

const modules = await engine();
const { words, sound, spelling, payload, index: { open }, answer: { answer, counts }, need: { need, unpack }, loader: { loader } } = modules;

const from = (files) => async (_, called) => payload.unsealed(called, files[called]);
// shardsOf are the names of an index's shards, back shards included.
const shardsOf = ({ root }) =>
  [...payload.wordList(root.keys), ...payload.wordList(root.backkeys)].map((_, i) => `${root.build}/${i}`);
const numbers = ({ results }) => results.map((one) => one.number);

test('the generator and the browser split text into the same words', () => {
  for (const row of fixture('words')) assert.deepEqual(words.words(row.text), row.words, row.text);
});

test('words for marking are the words of the text, each where it stands', () => {
  for (const { text } of fixture('words')) {
    const spans = words.spans(text);
    assert.deepEqual(spans.map(({ word }) => word), words.words(text), text);
    let before = 0;
    for (const { start, end } of spans) {
      assert.ok(before <= start && start <= end && end <= text.length, text);
      before = end;
    }
  }
  const at = (text) => words.spans(text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(at('Ca\u0301fé – don’t ‘worry’, 😀 ﬁne ½ 𝐚𝐛!'), ['Ca\u0301fé', 'don’t', 'worry', 'ﬁne', '', '½', '𝐚𝐛']);
  assert.deepEqual(at('قَلَق، نوم'), ['قَلَق', 'نوم']);
});

test('the generator and the browser hear words alike', () => {
  for (const row of fixture('sound')) {
    assert.equal(sound.sound(row.word), row.sound, row.word);
    assert.equal(sound.back(row.word), row.back, row.word);
  }
});

test('the generator and the browser measure slips alike, and a limit changes nothing below it', () => {
  for (const { a, b, distance, most } of fixture('distance')) {
    assert.equal(spelling.distance(a, b), distance, `${a} ${b}`);
    assert.equal(spelling.most(a), most, a);
    for (let limit = 0; limit <= 5; limit++) {
      const limited = spelling.distance(a, b, limit);
      assert.ok(distance > limit ? limited > limit : limited === distance, `${a} ${b} ${limit}`);
    }
  }
});

test('the generator and the browser take the same words for forms of one', () => {
  for (const { a, b, related } of fixture('distance')) {
    if (a.length >= 4) assert.equal(spelling.forms(a).test(b), related, `${a} ${b}`);
  }
});

test('the generator and the browser read the same numbers and names', () => {
  for (const row of fixture('name')) assert.equal(payload.name(row.text), row.name, row.text);
  const rows = fixture('number');
  for (const row of rows) assert.equal(payload.numbers(row.text)(), row.number, row.text);
  const next = payload.numbers(rows.map(({ text }) => text).join(''));
  for (const row of rows) assert.equal(next(), row.number);
  assert.equal(next(), -1);
});

test('the generator and the browser hear the same cries for help', () => {
  const { pack, rows } = fixture('need');
  const matcher = unpack(pack);
  for (const { text, group } of rows) assert.equal(need(text, matcher), group, JSON.stringify(text.slice(0, 80)));
});

test('a pack that holds nothing finds nothing', () => {
  for (const pack of ['', '!', '!     ']) assert.equal(need('any words at all', unpack(pack)), -1);
});

test('the generator and the browser give the same answers in the same order', async () => {
  const { files, rows } = fixture('answer');
  const opened = await open('en', from(files));
  for (const { q, group, results } of rows) {
    const found = await answer(q, [opened], group);
    assert.deepEqual(found.results.map((one) => [one.number, one.score]), results, `${q} (${group})`);
  }
});

const few = index(modules, {
  language: 'en',
  stop: 'the and',
  documents: [
    { address: 'topics/sleep/', title: 'Sleep' },
    { address: 'topics/worry/', title: 'Worry and sleep' },
    { address: 'topics/friends/', title: 'Friends', summary: '<b>falling</b> out' },
    { address: 'topics/lost/', title: 'Losing someone', stages: 'S1 to S3' },
  ],
  shard: 2,
});

test('documents come as they are shown', async () => {
  const opened = await open('en', from(few.files));
  assert.deepEqual(await opened.documents([3, 2]), [
    { number: 3, address: 'topics/lost/', folder: 'topics', kind: 'topic', stages: 'S1 to S3', title: 'Losing someone', summary: '' },
    { number: 2, address: 'topics/friends/', folder: 'topics', kind: 'topic', stages: '', title: 'Friends', summary: '<b>falling</b> out' },
  ]);
});

test('an answer says which words to mark and which were looked up', async () => {
  const found = await answer('the sleep freinds', [await open('en', from(few.files))]);
  assert.deepEqual([...found.marks].sort(), ['friends', 'sleep']);
  assert.deepEqual(found.wanted, ['sleep', 'freinds']);
});

test('a word misspelt at its beginning is found by its end', async () => {
  const documents = ['Friends', 'Money', 'Worry', 'Bullying'].map((title) => ({ address: `${title}/`, title }));
  const found = await answer('korry', [await open('en', from(index(modules, { language: 'en', documents }).files))]);
  assert.deepEqual(numbers(found), [2]);
});

test('an answer asks for no more than five shards, and for two more for words it does not know', async () => {
  const documents = 'bat cat dat fat gat hat lat mat nat pat rat sat tat'.split(' ')
    .map((word) => ({ address: `${word}/`, title: `${word}${word}` }));
  const many = index(modules, { language: 'en', documents, shard: 1 });
  const asked = new Set();
  const opened = await open('en', (language, name) => (asked.add(name), from(many.files)(language, name)));
  await answer(documents.map(({ title }) => title).join(' '), [opened]);
  const loaded = () => shardsOf(many).filter((called) => asked.has(called)).length;
  assert.equal(loaded(), 5);
  asked.clear();
  const fresh = await open('en', (language, called) => (asked.add(called), from(many.files)(language, called)));
  await answer('bqqqq cqqqq dqqqq fqqqq gqqqq hqqqq', [fresh]);
  assert.equal(loaded(), 5 + 2);
});

test('a page in another language searches both, its own first, and shows nothing twice', async () => {
  const own = index(modules, {
    language: 'gd',
    documents: [{ address: 'gd/topics/friends/', title: 'Caraidean friends' }, { address: 'gd/topics/x/', title: 'Eile' }],
    of: few.root.build,
    same: [2, -1],
  });
  const both = [await open('gd', from(own.files)), await open('en', from(few.files))];
  const found = await answer('friends sleep', both);
  assert.deepEqual(found.results.map((one) => [one.index.language, one.number]), [['gd', 0], ['en', 0], ['en', 1]]);
  assert.deepEqual(numbers(await answer('eile', both)), [1]);
  const stale = [await open('gd', from(index(modules, { language: 'gd', documents: [{ address: 'gd/x/', title: 'Friends' }], of: 'older', same: [2] }).files)), both[1]];
  assert.equal((await answer('friends', stale)).results.length, 2, 'numbers of another build leave nothing out');
  assert.deepEqual((await answer('friends', [both[1]])).results.map((one) => one.number), [2]);
});

const row = (kind, format, stages, ...topics) => [kind, format, stages, topics.length, ...topics].map(number).join('');
const faceted = index(modules, {
  language: 'en',
  kinds: [['topics', 'topic'], ['resources', 'thing to use']],
  documents: [
    { address: 'topics/sleep/', title: 'Sleep' },
    { address: 'resources/diary/', title: 'Sleep diary', kind: 1 },
    { address: 'resources/film/', title: 'Sleep film', kind: 1 },
    { address: 'resources/other/', title: 'Other', kind: 1 },
  ],
  facets: '{"stages":[["S1","S1"],["S2","S2"]],"formats":[["do","Do"],["watch","Watch"]],"topics":[["sleep","Sleep"],["worry","Worry"]]}\n' +
    row(0, 0, 0, 0) + row(1, 1, 1, 0, 1) + row(1, 2, 3, 0) + row(1, 2, 2, 1),
});

test('results are narrowed down, and each value says how many would be left', async () => {
  const { results } = await answer('sleep', [await open('en', from(faceted.files))]);
  const plain = (list) => list.map(({ value, label, count }) => `${value}/${label} ${count}`);
  const all = await counts(results, {});
  assert.deepEqual(all.results, results);
  assert.deepEqual(plain(all.kind), ['topics/topic 1', 'resources/thing to use 2']);
  assert.deepEqual(plain(all.stage), ['S1/S1 3', 'S2/S2 2'], 'what is for everyone is for each stage');
  assert.deepEqual(plain(all.format), ['do/Do 1', 'watch/Watch 1']);
  assert.deepEqual(plain(all.topic), ['sleep/Sleep 3', 'worry/Worry 1']);
  const some = await counts(results, { kind: 'resources', stage: 'S2' });
  assert.deepEqual(some.results.map((one) => one.number), [2]);
  assert.deepEqual(plain(some.kind), ['topics/topic 1', 'resources/thing to use 1'], 'not limited by the kind chosen');
  assert.deepEqual(plain(some.stage), ['S1/S1 2', 'S2/S2 1'], 'not limited by the stage chosen');
  assert.deepEqual(plain(some.format), ['do/Do 0', 'watch/Watch 1']);
  assert.deepEqual((await counts(results, { topic: 'nothing' })).results, []);
  assert.deepEqual(await counts([], {}), { results: [], kind: [], stage: [], format: [], topic: [] });
});

test('the facets of two languages stand together', async () => {
  const own = index(modules, {
    language: 'gd',
    kinds: [['resources', 'goireas']],
    documents: [{ address: 'gd/resources/a/', title: 'Sleep' }],
    facets: `{"stages":[["S1","S1"],["S2","S2"]],"formats":[["do","Dèan"]],"topics":[["sleep","Cadal"]]}\n${row(0, 1, 2, 0)}`,
  });
  const { results } = await answer('sleep', [await open('gd', from(own.files)), await open('en', from(faceted.files))]);
  const all = await counts(results, {});
  assert.deepEqual(all.kind, [{ value: 'resources', label: 'goireas', count: 3 }, { value: 'topics', label: 'topic', count: 1 }]);
  assert.deepEqual(all.stage.map(({ count }) => count), [3, 3]);
  assert.deepEqual(all.format.map(({ value, label }) => [value, label]), [['do', 'Dèan'], ['watch', 'Watch']]);
  const doing = await counts(results, { format: 'do' });
  assert.deepEqual(doing.results.map((one) => one.index.language), ['gd', 'en'], 'a choice means the same in both');
});

test('nothing that is typed makes it fail', async (t) => {
  const { files } = fixture('answer');
  const opened = await open('en', from(files));
  const matcher = unpack(fixture('need').pack);
  const odd = {
    nothing: '',
    'stop words': 'the and i me my',
    punctuation: '?!… – „“ « » ... ///',
    NUL: 'sl\0eep \0',
    emoji: '😭💀 😀 👩‍👩‍👧 sleep😴',
    'half an emoji': '\ud83d sleep \ude00',
    'right to left': '\u202eقلق\u202c النوم 123',
    markup: '<img src=x onerror=alert(1)>',
    'names of the language': '__proto__ constructor tostring hasownproperty',
    'one long word': 'a'.repeat(10000),
    'ten thousand words': 'sleeep anxeity '.repeat(700).slice(0, 10000),
    'ten thousand letters': Array.from({ length: 10000 }, (_, i) => String.fromCharCode(97 + ((i * i) % 26))).join(''),
    'ten thousand odd words': Array.from({ length: 1700 }, (_, i) => (3e6 + i * 7919).toString(36)).join(' ').replace(/\d/g, 'q'),
    'marks upon marks': `s${'\u0301'.repeat(9999)}`,
  };
  for (const [name, text] of Object.entries(odd)) {
    const begin = performance.now();
    const group = need(text, matcher);
    const middle = performance.now();
    const found = await answer(text, [opened]);
    words.spans(text);
    t.diagnostic(`${name}: need ${(middle - begin).toFixed(1)} ms, answer ${(performance.now() - middle).toFixed(1)} ms`);
    assert.ok(Number.isInteger(group), name);
    assert.ok(Array.isArray(found.results), name);
  }
  assert.deepEqual((await answer(odd['stop words'], [opened])).wanted, []);
  assert.deepEqual((await answer(odd.punctuation, [opened])).results, []);
});

test('an index of no documents answers nothing', async () => {
  const opened = await open('en', from(index(modules, { language: 'en', documents: [] }).files));
  assert.deepEqual((await answer('sleep sleeep', [opened])).results, []);
});

test('a file that failed once is asked for again, after the root', async () => {
  const asked = [];
  const lost = new Set(shardsOf(few));
  const opened = await open('en', (language, name, again) => {
    asked.push(again ? `${name} ${again}` : name);
    return lost.delete(name) ? Promise.reject(new Error('gone')) : from(few.files)(language, name);
  });
  assert.deepEqual(numbers(await answer('sleep', [opened])), [0, 1]);
  assert.equal(asked[2], 'root again');
  const before = asked.length;
  await answer('sleep', [opened]);
  assert.equal(asked.length, before, 'what is there is kept');
});

test('a file that stays away rejects, and is looked for anew the next time', async () => {
  const files = { ...few.files };
  const opened = await open('en', from(files));
  for (const name of Object.keys(files)) if (name !== 'root') delete files[name];
  for (let i = 0; i < 2; i++) {
    await assert.rejects(answer('sleep', [opened]), Error);
    await assert.rejects(opened.documents([0]), Error);
    await assert.rejects(opened.facets(), Error);
  }
  Object.assign(files, few.files);
  assert.deepEqual(numbers(await answer('sleep', [opened])), [0, 1]);
});

test('a root that cannot be had rejects after a second try', async () => {
  let asked = 0;
  await assert.rejects(open('en', async () => { asked++; throw new Error('gone'); }), Error);
  assert.equal(asked, 2);
});

test('an index of an older build answers as the newer one', async () => {
  const newer = index(modules, { language: 'en', documents: [{ address: 'a/', title: 'Other' }, { address: 'b/', title: 'Sleep' }] });
  const opened = await open('en', (language, name, again) =>
    from(name === 'root' && !again ? few.files : newer.files)(language, name));
  const found = await answer('sleep', [opened]);
  assert.deepEqual(numbers(found), [1]);
  assert.deepEqual((await found.results[0].index.documents([1])).map(({ address }) => address), ['b/']);
  await assert.rejects(opened.documents([1]), Error, 'the older one never shows documents of the newer');
});

// browser is what the loader finds around it: files by address, and how pages are served. What it was asked for is told.
function browser({ files, scripts, protocol = 'https:', fetches = true, trusted, broken = () => false }) {
  const asked = [];
  const serve = (address) => {
    asked.push(address);
    const [, name, kind] = /^\/search\/\w+\/(.*)\.(js|bin)(\?\d+)?$/.exec(address.slice(top.length - 1));
    const body = { bin: files, js: scripts }[kind][name];
    const how = broken(`${name}.${kind}`);
    return body === undefined || how === true ? undefined : how ? how(body) : body;
  };
  const get = async (address, init) => {
    assert.equal(init.credentials, 'omit');
    assert.equal(init.referrerPolicy, 'no-referrer');
    const body = serve(address);
    if (body === undefined) return new Response('not here', { status: 404 });
    return new Response(typeof body === 'string' ? gzipSync(body) : body);
  };
  const head = {
    append(script) {
      const body = serve(String(script.src));
      setImmediate(() => {
        if (body === undefined) return script.onerror();
        try {
          new Function(body)();
        } catch { /* a page goes on after a broken script */ }
        script.onload();
      });
    },
  };
  Object.assign(globalThis, { self: globalThis, location: { protocol }, document: { head, createElement: () => ({ remove() {} }) } });
  Object.defineProperty(globalThis, 'fetch', { value: fetches ? get : undefined, configurable: true, writable: true });
  globalThis.trustedTypes = trusted;
  return asked;
}

const kinds = (asked) => [...new Set(asked.map((address) => address.replace(/.*\.(\w+).*/, '$1')))];
const whole = async (load = loader(`${top}search/`)) => numbers(await answer('sleep', [await open('en', load)]));

test('packed files come by fetch alone', async () => {
  const asked = browser(few);
  assert.deepEqual(await whole(), [0, 1]);
  assert.deepEqual(kinds(asked), ['bin']);
});

test('files that were unpacked on the way are taken as they are', async () => {
  const asked = browser({ ...few, broken: () => (body) => Buffer.from(body) });
  assert.deepEqual(await whole(), [0, 1]);
  assert.deepEqual(kinds(asked), ['bin']);
});

test('without fetch, and from a folder, scripts bring everything', async () => {
  for (const around of [{ fetches: false }, { protocol: 'file:' }]) {
    const asked = browser({ ...few, ...around });
    assert.deepEqual(await whole(), [0, 1]);
    assert.deepEqual(kinds(asked), ['js']);
    assert.equal(asked.length, 2, 'the root and one script');
  }
});

test('packed files that are refused, cut or altered come by script, and soon are no longer asked for', async () => {
  const ways = {
    refused: () => true,
    cut: () => (body) => gzipSync(body).subarray(0, 20),
    'cut after unpacking': () => (body) => Buffer.from(body.slice(0, -1)),
    altered: () => (body) => body.replace(/.$/, 'x'),
    'a page instead': () => () => '<!doctype html><title>Sign in</title>',
    empty: () => () => Buffer.alloc(0),
  };
  for (const [way, how] of Object.entries(ways)) {
    const asked = browser({ ...few, broken: (name) => (name.endsWith('.bin') ? how(name) : false) });
    assert.deepEqual(await whole(), [0, 1], way);
    assert.ok(asked.filter((address) => address.endsWith('.bin')).length <= 4, way);
  }
});

test('scripts that are missing, cut, altered or bring nothing reject', async () => {
  const ways = {
    refused: () => true,
    cut: () => (body) => body.slice(0, -9),
    altered: () => (body) => body.replace(/sleep|"v":1/gi, 'other'),
    nothing: () => () => '',
    'a script instead': () => () => 'throw new Error("no")',
  };
  for (const [way, how] of Object.entries(ways)) {
    browser({ ...few, fetches: false, broken: (name) => (name.includes('root') ? false : how(name)) });
    await assert.rejects(whole(), Error, way);
    browser({ ...few, broken: () => how('') });
    await assert.rejects(whole(), Error, `${way}, and packed files too`);
  }
});

test('the root is asked for past the cache when its files are gone', async () => {
  const newer = index(modules, { language: 'en', documents: [{ address: 'b/', title: 'Other' }, { address: 'c/', title: 'Sleep' }] });
  for (const fetches of [true, false]) {
    let stale = true;
    const old = (name) => stale && /root/.test(name) && ((stale = false), () => (fetches ? few.files.root : few.scripts.root));
    const asked = browser({ ...newer, fetches, broken: old });
    assert.deepEqual(await whole(), [1]);
    assert.ok(asked.filter((address) => /root/.test(address)).length > 1);
  }
});

// passing lets so many milliseconds go by whenever nothing else is left to do, until a promise is settled.
async function passing(t, step, promise) {
  let done = false;
  let passed = 0;
  promise.catch(() => {}).then(() => { done = true; });
  for (; !done && passed < 120_000; passed += step) {
    for (let i = 0; i < 20; i++) await new Promise((go) => setImmediate(go));
    if (!done) t.mock.timers.tick(step);
  }
  return passed;
}

test('a packed file that does not come gives way to a script after eight seconds', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const asked = browser(few);
  globalThis.fetch = (address, { signal }) => new Promise((_, reject) => {
    asked.push(address);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  const found = whole();
  await passing(t, 7999, Promise.race([found, new Promise((go) => setTimeout(go, 7999))]));
  assert.deepEqual(kinds(asked), ['bin'], 'it has eight seconds');
  await passing(t, 1000, found);
  assert.deepEqual(await found, [0, 1]);
  assert.deepEqual(kinds(asked), ['bin', 'js']);
});

test('files that do not come in either form reject', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (const fetches of [true, false]) {
    browser({ ...few, fetches });
    if (fetches) globalThis.fetch = (_, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    document.head.append = () => {};
    const found = whole();
    const passed = await passing(t, 1000, found);
    assert.ok(passed <= 33_000, `${passed} milliseconds`);
    await assert.rejects(found, Error);
  }
});

test('two languages side by side do not mix', async () => {
  const gd = index(modules, { language: 'gd', documents: [{ address: 'gd/a/', title: 'Eile' }, { address: 'gd/b/', title: 'Sleep' }] });
  browser({ ...few, fetches: false });
  const serve = document.head.append;
  document.head.append = (script) => {
    if (!script.src.includes('/gd/')) return serve(script);
    const name = script.src.replace(/.*\/gd\/|\.js.*/g, '');
    setImmediate(() => { new Function(gd.scripts[name])(); script.onload(); });
  };
  const load = loader(`${top}search/`);
  const both = await Promise.all(['gd', 'en'].map((language) => open(language, load)));
  const found = await answer('sleep', both);
  assert.deepEqual(found.results.map((one) => [one.index.language, one.number]), [['gd', 1], ['en', 0], ['en', 1]]);
});

test('a page with Trusted Types runs scripts of the index through one policy', async () => {
  const made = [];
  const trusted = {
    createPolicy(name, rules) {
      made.push(name);
      return { createScriptURL: (address) => ({ toString: () => rules.createScriptURL(address) }) };
    },
  };
  const again = async () => (await engine()).loader.loader(`${top}search/`);
  let load = await again();
  browser({ ...few, fetches: false, trusted });
  assert.deepEqual(await whole(load), [0, 1]);
  assert.deepEqual(made, ['wellshelf'], 'one policy, made once');
  load = await again();
  browser({ ...few, fetches: false, trusted: { createPolicy() { throw new TypeError('refused'); } } });
  await assert.rejects(whole(load), Error);
});

test('a page with Trusted Types runs no script from beside its site', async () => {
  const asked = browser({ ...few, fetches: false });
  for (const address of ['https://other.example/search/', '//other.example/search/', `${top}../search/`, 'javascript:search/', `https://site.example.other/search/`]) {
    const beside = (await engine()).loader.loader(address);
    browser({ ...few, fetches: false });
    document.head.append = (script) => {
      asked.push(script.src);
      setImmediate(script.onerror);
    };
    await assert.rejects(whole(beside), Error, address);
  }
  assert.deepEqual(asked.filter(Boolean).filter((address) => !address.startsWith(top)), []);
});
