// What a phone keeps of a site, and answers with when the network is gone. See keep.md.

const { version, files, lists } = self.wsKeep;
const { scope } = self.registration;

const PATIENCE = 3000; // milliseconds for the network, before a copy answers
const LANES = 4; // files that are fetched at a time

// The caches of this site begin with its name; those of this version end with it. Other sites may be on this origin.
const site = "wellshelf " + new URL(scope).pathname + " ";
const main = site + version;
const chosen = site + "kept ";
const mine = async () => (await caches.keys()).filter((name) => name.startsWith(site));
const current = (name) => name.endsWith(" " + version);
const drop = async (gone) => Promise.all((await mine()).filter(gone).map((name) => caches.delete(name)));

// plain is an address as browsers ask for it.
const plain = (address) => address.replace(/[?#].*/, "").replace(/\/index\.html$/, "/");

function address(path) {
  const whole = new URL(path, scope).href;
  if (!whole.startsWith(scope)) throw Error(path);
  return plain(whole);
}

let stopped; // the reader wants nothing kept any more

// open is a cache to fill.
function open(name) {
  if (stopped) throw Error(name);
  return caches.open(name);
}

const get = (path) => fetch(address(path), { cache: "no-store", credentials: "omit" });

// digest is the hash of a file as the lists have it.
async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 9);
  return btoa(String.fromCharCode(...hash)).replace(/\+/g, "-").replace(/\//g, "_");
}

// copy is a file, from one of the caches when that has it unchanged; it rejects when what comes is not that file.
async function copy(path, hash, old) {
  for (const cacheName of old) {
    const found = await caches.match(address(path), { cacheName });
    if (found && found.headers.get("ws-hash") === hash) return found;
  }
  const response = await get(path);
  const bytes = await response.arrayBuffer();
  if (!response.ok || (await digest(bytes)) !== hash) throw Error(path);
  return new Response(bytes, { headers: { "content-type": response.headers.get("content-type") || "", "ws-hash": hash } });
}

// fill puts files into a cache; tell hears how far it is.
async function fill(name, all, tell) {
  const old = await mine();
  const cache = await open(name);
  const left = all.slice();
  let wrong;
  const lane = async () => {
    while (left.length && !wrong) {
      const [path, hash] = left.shift();
      const copied = await copy(path, hash, old);
      if (stopped) throw Error(name);
      await cache.put(address(path), copied);
      if (!wrong) tell({ done: 1 - left.length / all.length });
    }
  };
  // All are waited for, so that none puts anything where it was cleared away.
  await Promise.all(Array.from({ length: LANES }, () => lane().catch((problem) => (wrong = problem))));
  if (wrong) throw wrong;
}

// wanted are the files of a list without the form of the index that this browser does not read: see search/loader.js.
const other = "DecompressionStream" in self ? /^search\/.*\.js$/ : /\.bin$/;
const wanted = async (response) => (await response.json()).files.filter(([path]) => !other.test(path));

// keep puts everything on a list into a cache of its own. The list comes last: with it the cache is whole.
async function keep(list, tell) {
  const name = chosen + list + " " + version;
  const response = await get(list);
  await fill(name, await wanted(response.clone()), tell);
  await (await open(name)).put(address(list), response);
}

// whole does something that fills caches of this version; when it fails, they are again those from before. Another
// version may be filling its own meanwhile.
async function whole(doing) {
  const before = await mine();
  try {
    await doing();
  } catch (problem) {
    await drop((name) => current(name) && !before.includes(name));
    throw problem;
  }
}

// A new version fills its caches while the old one answers, and only then takes its place. What a reader chose to keep
// since it began belongs to it, too.
const update = () =>
  whole(async () => {
    await fill(main, files, () => {});
    for (const list of lists) {
      if ((await mine()).some((name) => name.startsWith(chosen + list + " "))) await keep(list, () => {});
    }
    await self.skipWaiting();
  });

async function stored(url) {
  for (const cacheName of (await mine()).filter(current)) {
    const found = await caches.match(plain(url), { cacheName });
    if (found) return found;
  }
  return undefined;
}

// offline leads to the page, in the language of an address, that says what is still there. It is led to, and not shown
// in place of the other, because its links are relative.
async function offline(url) {
  const [language] = url.slice(scope.length).split("/");
  for (const page of [scope + language + "/offline/", scope + "offline/"]) {
    if (await stored(page)) return Response.redirect(page);
  }
  return Response.error();
}

async function answer(request) {
  const kept = await stored(request.url);
  // Names of assets hold a hash: they never change.
  if (kept && request.url.startsWith(scope + "assets/")) return kept;
  // A server in trouble is no better than none.
  const network = fetch(request).then((response) => (kept && response.status >= 500 ? kept : response));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => kept || network);
  const gone = () => kept || (request.mode === "navigate" ? offline(request.url) : Response.error());
  return Promise.race([network, late]).catch(gone);
}

let last = Promise.resolve(); // One list is kept at a time: one that fails clears away what it began.

// hear does what the page "keep" asks: how much there is to keep, or to keep it.
async function hear({ list, all }, tell) {
  try {
    if (!lists.includes(list)) throw Error(list);
    if (all) await (last = last.catch(() => {}).then(() => whole(() => keep(list, tell))));
    const bytes = async () => (await wanted(await get(list))).reduce((sum, [, , size]) => sum + size, 0);
    tell(all ? { end: "kept" } : { bytes: await bytes() });
  } catch ({ name }) {
    tell({ end: name === "QuotaExceededError" ? "full" : "failed" });
  }
}

self.addEventListener("install", (event) => event.waitUntil(update()));

self.addEventListener("activate", (event) => {
  event.waitUntil(drop((name) => !current(name)).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(scope)) event.respondWith(answer(event.request));
});

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  stopped = event.data.stop;
  if (!stopped) event.waitUntil(hear(event.data, (what) => port.postMessage(what)));
});
