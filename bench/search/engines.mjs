// The two searches behind one door. Each has:
// - prepare(page): what has to be there before the first question;
// - ask(page, question): resolves with the number of results that stand in the page, ten at most;
// - counts(path): whether a request belongs to the search;
// - sorted(requests, folder): the bytes on the wire by what they are for, `bytes` in all, and `bodies`, of those what is not heads;
// - times(page, questions): {whole, finding}, milliseconds for each question: until ten results are shown, and until
//   they are found.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const sum = (list) => list.reduce((all, one) => all + one, 0);
const wire = (requests) => sum(requests.map((request) => request.wire));

// bodies are the bytes of the answers without their heads, as the host sends them.
const bodies = (folder, requests) => sum(requests.map(({ path }) => {
  const body = readFileSync(join(folder, path));
  return /\.(js|json)$/.test(path) ? gzipSync(body).length : body.length;
}));

/** ours is the search of a site; modules is the folder of its engine, which is timed alone as well. */
export function ours(modules) {
  return {
    prepare: async () => {},
    counts: (path) => /\/assets\/(script|need|panels)-|\/search\/.+\.(bin|js)$/.test(path),
    sorted(requests, folder) {
      const parts = partsOf(folder, requests);
      const sorted = { bytes: wire(requests), bodies: bodies(folder, requests), script: 0, need: 0, panels: 0, root: 0, shards: 0, parts: 0 };
      for (const request of requests) sorted[purpose(request.path, parts)] += request.wire;
      return sorted;
    },
    ask: async (page, question) => (await page.evaluate(show, question)).results,
    async times(page, questions) {
      await page.route('**/engine/**/*.js', (route) => {
        const name = new URL(route.request().url()).pathname.split('/engine/').pop();
        // A module of its own cannot tell where the page's script lies.
        const body = name === 'page/root.js' ? 'export const root = new URL(self.wsRoot, location).href;' : readFileSync(join(modules, '..', name), 'utf8');
        return route.fulfill({ contentType: 'text/javascript', body });
      });
      const whole = [];
      for (const question of questions) whole.push((await page.evaluate(show, question)).milliseconds);
      return { whole, finding: await page.evaluate(find, questions) };
    },
  };
}

function purpose(path, parts) {
  const [, name] = path.match(/([^/.]+)\.[a-z]+$/);
  const [asset] = name.match(/^(script|need|panels)(?=-)/) || [];
  if (asset || name === 'root') return asset || name;
  return parts.from <= name && name < parts.to ? 'parts' : 'shards';
}

// partsOf says from which number to which files hold documents: they follow the shards and back shards.
function partsOf(folder, requests) {
  const { path } = requests.find((request) => request.path.endsWith('/root.bin'));
  const root = JSON.parse(gunzipSync(readFileSync(join(folder, path))).toString().match(/{.*}/)[0]);
  const from = [root.keys, root.backkeys].join(' ').split(' ').filter(Boolean).length;
  return { from, to: from + Math.ceil(root.n / root.per) };
}

// show asks as a reader does who presses Enter, in the page.
async function show(question) {
  const form = document.querySelector('.ws-search');
  const answers = document.querySelector('.ws-answers');
  for (const old of answers.querySelectorAll('section')) old.classList.add('before');
  const begun = performance.now();
  form.querySelector('input').value = question;
  form.requestSubmit();
  await new Promise((shown, never) => {
    setTimeout(() => never(new Error(`nothing is shown for "${question}"`)), 20_000);
    const look = () => {
      if (!answers.querySelector('section:not(.before)')) return;
      observer.disconnect();
      shown();
    };
    const observer = new MutationObserver(look);
    observer.observe(answers, { childList: true, subtree: true });
    look();
  });
  answers.getBoundingClientRect(); // so that the browser lays it out now
  return { milliseconds: performance.now() - begun, results: answers.querySelectorAll('.ws-found > li').length };
}

// find asks the engine alone, in the page.
async function find(questions) {
  const { languages, index } = self.wsStart;
  self.wsRoot = document.querySelector('script[src*="assets/script-"]').src.replace(/assets\/.*/, '');
  const [{ answer }, { open }, { loader }] = await Promise.all(['answer', 'index', 'loader'].map((name) => import(`/engine/search/${name}.js`)));
  const load = loader(self.wsRoot + index);
  const indexes = await Promise.all(languages.map((language) => open(language, load)));
  const times = [];
  for (const round of [0, 1]) {
    for (const question of questions) {
      const begun = performance.now();
      await answer(question, indexes, -1);
      if (round) times.push(performance.now() - begun);
    }
  }
  return times;
}

/** theirs is Pagefind through its JavaScript, without its interface, in an empty page. */
export function theirs() {
  return {
    prepare: (page) => page.evaluate(async () => {
      self.pagefind = await import('/pagefind/pagefind.js');
      await self.pagefind.init();
    }),
    counts: (path) => path.startsWith('/pagefind/'),
    sorted: (requests, folder) => ({ bytes: wire(requests), bodies: bodies(folder, requests) }),
    ask: (page, question) => page.evaluate(async (asked) => {
      const { results } = await self.pagefind.search(asked);
      return (await Promise.all(results.slice(0, 10).map((result) => result.data()))).length;
    }, question),
    times: (page, questions) => page.evaluate(async (list) => {
      const times = { whole: [], finding: [] };
      for (const question of list) {
        const begun = performance.now();
        const { results } = await self.pagefind.search(question);
        times.finding.push(performance.now() - begun);
        await Promise.all(results.slice(0, 10).map((result) => result.data()));
        times.whole.push(performance.now() - begun);
      }
      return times;
    }, questions),
  };
}
