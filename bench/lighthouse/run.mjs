// Lighthouse judges the sites as it judges any: on a slow phone, one page at a time. Usage: node run.mjs <folder of themes>.
// The folder holds a folder for each theme, with the site of one school. Fails when a page has less than it should.

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { launch } from '../../e2e/chromium.mjs';
import { host } from '../../e2e/host.mjs';

const playwright = createRequire(new URL('../../e2e/package.json', import.meta.url))('playwright-core');

const least = 98;
const kinds = ['performance', 'accessibility', 'best-practices', 'seo'];
const school = 'midlothian/beeslack';
const pages = ['', 'topics/sleep/', 'helplines/childline/', 'booklists/being-different/', 'events/after-school-drop-in/', 'search/'];

// freePort is one that nobody listens on.
function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

// judged is what Lighthouse thinks of a page: its scores of 100, some figures, and what cost a score.
async function judged(address, port) {
  const { lhr } = await lighthouse(address, { port, output: 'json', logLevel: 'error', onlyCategories: kinds });
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const scores = kinds.map((kind) => Math.round(lhr.categories[kind].score * 100));
  const figure = (id) => lhr.audits[id].displayValue.replaceAll('\u00a0', ' ');
  const costly = kinds.flatMap((kind) => lhr.categories[kind].auditRefs.filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
    .map(({ id }) => `${kind}: ${lhr.audits[id].title} ${lhr.audits[id].displayValue || ''}`));
  return { scores, figures: [figure('first-contentful-paint'), figure('largest-contentful-paint'), figure('total-blocking-time'), figure('cumulative-layout-shift')], costly };
}

// best is the best of at most three: whatever else a machine does makes a page slower and never quicker.
async function best(address, port) {
  let found = await judged(address, port);
  for (let more = 2; more && found.scores[0] < least; more--) {
    const again = await judged(address, port);
    if (again.scores[0] > found.scores[0]) found = again;
  }
  return found;
}

async function run(folder) {
  const port = await freePort();
  const browser = await launch(playwright, `--remote-debugging-port=${port}`);
  const low = [];
  console.log(`| theme | page | ${kinds.join(' | ')} | first paint | largest paint | blocked | moved |`);
  console.log(`|${'---|'.repeat(kinds.length + 6)}`);
  try {
    for (const theme of readdirSync(folder).filter((name) => !name.startsWith('.')).sort()) {
      const at = await host(`${folder}/${theme}`);
      for (const page of pages) {
        const { scores, figures, costly } = await best(`${at.origin}/${school}/${page}`, port);
        console.log(`| ${theme} | ${page || 'start page'} | ${[...scores, ...figures].join(' | ')} |`);
        if (scores.some((score) => score < least)) low.push(`${theme} ${page || 'start page'}: ${scores.join(' ')}\n  ${costly.join('\n  ')}`);
      }
      await at.close();
    }
  } finally {
    await browser.close();
  }
  if (low.length) throw new Error(`below ${least}:\n${low.join('\n')}`);
}

run(process.argv[2]).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
