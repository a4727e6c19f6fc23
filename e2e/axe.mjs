// What axe finds wrong with a page for people who see, hear, move or read otherwise.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** complaints are in words: the rule, and the first thing on the page that breaks it. */
export async function complaints(page) {
  const { violations } = await page.evaluate(`${source}; axe.run(document, { resultTypes: ['violations'] })`);
  return violations
    .map(({ id, help, nodes }) => ({ id, help, places: nodes.map((node) => node.html).filter((html) => !accepted(id, html)) }))
    .filter(({ places }) => places.length > 0)
    .map(({ id, help, places }) => `${id}: ${help}: ${places[0]}`);
}

// The note of a demonstration stands before every landmark, so that nobody can miss it.
function accepted(rule, html) {
  return rule === 'region' && html.includes('ws-demonstration');
}
