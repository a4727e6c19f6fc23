// What axe finds wrong with a page for people who see, hear, move or read otherwise.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Levels A and AA of WCAG 2.0 to 2.2, and what axe holds to be good besides.
const whole = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};

/** colours are the rules whose answer depends on colours, of a size that was looked at before. */
export const colours = ['color-contrast', 'link-in-text-block'];

/** looks are the rules whose answer depends on colours and sizes; all others depend on the markup alone. */
export const looks = [...colours, 'target-size', 'scrollable-region-focusable'];

/** complaints are in words: the rule, and the first thing on the page that breaks it. Of all rules, or of those named. */
export async function complaints(page, rules) {
  const options = { ...(rules ? { runOnly: { type: 'rule', values: rules } } : whole), resultTypes: ['violations'] };
  if (!await page.evaluate(() => Boolean(self.axe))) await page.evaluate(`${source};0`);
  const { violations } = await page.evaluate((how) => self.axe.run(document, how), options);
  return violations
    .map(({ id, help, nodes }) => ({ id, help, places: nodes.map((node) => node.html).filter((html) => !accepted(id, html)) }))
    .filter(({ places }) => places.length > 0)
    .map(({ id, help, places }) => `${id}: ${help}: ${places.length} times, first ${places[0]}`);
}

// The note of a demonstration stands before every landmark, so that nobody can miss it, and so do the links that lead past
// the header and out of the site: axe knows only the first of them.
function accepted(rule, html) {
  return rule === 'region' && /class="ws-(demonstration|skip)"/.test(html);
}
