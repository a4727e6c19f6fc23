// Pagefind, set up as its manual says for a site like this: the pages of entries alone, and of those what stands in
// <main>.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** program is the indexer for this machine. */
export function program() {
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return join(dirname(require.resolve(`@pagefind/${platform}-${process.arch}/package.json`)), 'bin', 'pagefind_extended');
}

/** gather copies the pages of a built site, by their addresses, into a folder of their own. */
export function gather(site, addresses, into) {
  for (const address of addresses) {
    mkdirSync(join(into, address), { recursive: true });
    cpSync(join(site, address, 'index.html'), join(into, address, 'index.html'));
  }
}

/** index makes a bundle of a folder of pages. */
export function index(pages, bundle) {
  const ran = spawnSync(program(), options(pages, bundle), { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`pagefind: ${ran.error || ran.stderr || ran.stdout}`);
}

/** options are what the indexer is started with. */
export const options = (pages, bundle) => ['--site', pages, '--output-path', bundle, '--root-selector', 'main', '--silent'];

/**
 * open opens a bundle without a browser. Result: find(question, n), which gives the addresses of the first n results.
 * Only one bundle can be open in a process: its script believes itself alone in a page.
 */
export async function open(bundle) {
  const base = pathToFileURL(join(bundle, '/')).href;
  globalThis.fetch = async (address) => new Response(readFileSync(fileURLToPath(String(address).replace(/\?.*/, ''))));
  globalThis.document = { querySelector: () => ({ getAttribute: () => 'en' }) };
  globalThis.window = globalThis;
  globalThis.location = { href: base, origin: 'null' };
  const pagefind = await import(`${base}pagefind.js`);
  await pagefind.options({ basePath: base, baseUrl: '/' });
  await pagefind.init();
  return async (question, n) => {
    const { results } = await pagefind.search(question);
    const shown = await Promise.all(results.slice(0, n).map((result) => result.data()));
    return shown.map((page) => page.url.replace(/^\//, ''));
  };
}


