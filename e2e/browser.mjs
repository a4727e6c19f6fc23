// A reader with a real browser. Whatever a reader does here, nothing may be asked of another origin, no script may
// fail, and no dialog may open: every visit ends with these checks, whether or not its test thinks of them.

import assert from 'node:assert/strict';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { launch } from './chromium.mjs';

// How long anything may take, in milliseconds: only a test that fails waits so long.
const patience = 60_000;

let launched;

// One browser serves all tests of a file; every visit has a profile of its own.
function browser() {
  launched ??= launch({ chromium }, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
  return launched;
}

after(async () => { if (launched) await (await launched).close(); });

/**
 * visit opens an address in a new profile and tells the story, a function of the page and of what was seen so far:
 * `requests`, the addresses asked for, with method, headers and body; `problems`, in words.
 *
 * What `as` may say: `at`, an instant at which the clock stands; `zone`, `locale`, `width`, `height` of the device;
 * `script`, false for a browser without scripts; `before`, a function that runs in the page before its scripts;
 * `losses`, true when files that do not arrive, or not whole, belong to the story; `wait`, what to wait for before the
 * story begins;
 * `keeps`, true when what a device keeps of a site belongs to the story: else no service worker comes between;
 * `policy`, false for a browser that knows no Content-Security-Policy; `leaves`, an origin that the reader may leave for:
 * a page of one line answers there.
 */
export async function visit(address, as, story) {
  const context = await profile(as);
  try {
    await read(await opened(context, as), address, as, story);
  } finally {
    await context.close();
  }
}

/**
 * tour is visit for many addresses in one tab: for stories that only look, and leave nothing behind for the next. The
 * browser then reads what all these pages share once. Result: a function of an address and a story.
 */
export function tour(as) {
  let tab;
  return async (address, story) => {
    if (!tab || tab.isClosed()) tab = await opened(await profile(as), as);
    await read(tab, address, as, story);
  };
}

async function profile(as) {
  const context = await (await browser()).newContext({
    timezoneId: as.zone || 'Europe/London',
    locale: as.locale || 'en-GB',
    viewport: { width: as.width || 800, height: as.height || 900 },
    javaScriptEnabled: as.script !== false,
    bypassCSP: as.policy === false,
    acceptDownloads: false,
    serviceWorkers: as.keeps ? 'allow' : 'block',
  });
  context.setDefaultTimeout(patience);
  if (as.leaves) await context.route(`${as.leaves}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>Elsewhere' }));
  return context;
}

async function opened(context, as) {
  const page = await context.newPage();
  if (as.at) await page.clock.setFixedTime(new Date(as.at));
  if (as.before) await page.addInitScript(as.before);
  return page;
}

async function read(page, address, as, story) {
  const seen = { requests: [], problems: [] };
  const listeners = Object.entries(watching(seen, address, as));
  for (const [event, listener] of listeners) page.on(event, listener);
  try {
    await page.goto(address, { waitUntil: as.wait || 'load' });
    await story(page, seen);
    assert.deepEqual(seen.problems, [], 'nothing goes wrong behind the reader’s back');
  } finally {
    for (const [event, listener] of listeners) page.off(event, listener);
  }
}

function watching(seen, address, as) {
  const home = homeOf(address);
  const trouble = (what) => seen.problems.push(what);
  return {
    request(request) {
      const url = request.url();
      seen.requests.push({ url, method: request.method(), headers: request.headers(), body: request.postData() || '', type: request.resourceType() });
      const away = as.leaves && request.isNavigationRequest() && url.startsWith(`${as.leaves}/`);
      if (!/^(data|blob|about):/.test(url) && !url.startsWith(home) && !away) trouble(`asked another origin: ${url}`);
    },
    websocket: (socket) => trouble(`opened a socket: ${socket.url()}`),
    pageerror(error) {
      if (!(as.losses && unreadable(error))) trouble(`a script failed: ${error.stack || error.message}`);
    },
    crash: () => trouble('the page crashed'),
    dialog(dialog) {
      trouble(`a dialog opened: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    },
    console(message) {
      const lost = /^Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !(lost && as.losses)) trouble(`the console says: ${message.text()} (${message.location().url})`);
    },
  };
}

// A script that arrives cut off is refused by the browser itself, before any script could catch that.
function unreadable(error) {
  return error.name === 'SyntaxError' && !error.message.includes('JSON');
}

// A folder on disk has no origin of its own; the site's folder is as far as its pages may look.
function homeOf(address) {
  const { protocol, origin, href } = new URL(address);
  return protocol === 'file:' ? href.replace(/\/(web|folder)\/([^/]+\/[^/]+)\/.*/, '/$1/$2/') : `${origin}/`;
}

/** settled waits until nothing was asked for during a while of this many milliseconds. */
export async function settled(page, seen, quiet = 400) {
  for (let before = -1; before !== seen.requests.length;) {
    before = seen.requests.length;
    await page.waitForTimeout(quiet);
    await page.evaluate(() => new Promise((go) => { setTimeout(go); })); // a page that has much to do is not quiet yet
  }
}
