// The oldest browsers that readers hold: Chrome 70, Safari 12 in its last form, which every device that has it was offered,
// and Firefox 68, all of 2018 and 2019. Scripts must be understood by them, and a style must either be understood or be done
// without. What each understands is what MDN’s tables say.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'acorn';
import * as css from 'css-tree';
import { filesIn, sitesIn, themesBuilt } from './built.mjs';
import { web } from './sites.mjs';

const tables = createRequire(import.meta.url)('@mdn/browser-compat-data');
const oldest = { chrome: 70, safari: 12.1, safari_ios: 12.5, firefox: 68 };

// understands tells whether a browser knows a feature as it is written. What it knows in part counts for scripts, which are
// tried in a browser besides, and not for styles: often nothing is seen of such a part.
function understands(feature, browser, inPart) {
  return [feature.__compat.support[browser] || []].flat().some((one) => {
    if (one.prefix || one.alternative_name || one.flags || (one.partial_implementation && !inPart)) return false;
    return version(one.version_added) <= oldest[browser] && !(version(one.version_removed) <= oldest[browser]);
  });
}

const version = (text) => (typeof text === 'string' ? parseFloat(text.replace('≤', '')) || Infinity : Infinity);

// lacking are the browsers that do not understand a feature. What no table knows is not judged.
const lacking = (feature, inPart) => (feature && feature.__compat ? Object.keys(oldest).filter((browser) => !understands(feature, browser, inPart)) : []);

// underOtherName are the names by which the oldest browser of a kind understands a feature.
const underOtherName = (feature, name, browser) => [feature.__compat.support[browser] || []].flat()
  .filter((one) => (one.prefix || one.alternative_name) && version(one.version_added) <= oldest[browser])
  .map((one) => one.alternative_name || one.prefix + name);

const folders = [web, ...themesBuilt.values()];
// different are the files of all sites with these endings, each text once.
function different(...endings) {
  const texts = new Map();
  for (const folder of folders) for (const site of sitesIn(folder)) for (const path of filesIn(join(folder, site), ...endings)) {
    if (path.startsWith('search/')) continue; // one call with a text in it, the same in every file
    const text = readFileSync(join(folder, site, path), 'utf8');
    if (!texts.has(text)) texts.set(text, `${site}/${path}`);
  }
  return texts;
}

// ---- scripts

// What scripts ask for before they use it: the reader of an old browser loses what is named here, and nothing else.
const askedFor = {
  DecompressionStream: 'search asks for larger files',
  trustedTypes: 'nothing: the pages make no markup from text',
  createPolicy: 'nothing: it goes with trustedTypes',
  createScriptURL: 'nothing: it goes with trustedTypes',
  pipeThrough: 'nothing: it goes with DecompressionStream',
  writeText: 'nothing: the text is copied in an older way',
};

// isLone tells of a function that is called by its owner’s name, such as Object.entries.
const isLone = (name, part, feature) => name.endsWith('_static') || (part === 'language' && !/prototype/.test([feature.__compat.spec_url].flat().join()));

// A name of the site’s own that is called like something newer.
const ours = ['of'];

// byName maps the name of a function or value to all it can mean, of the language or of the page; globals those that need
// nothing before them.
const byName = new Map();
const globals = new Map();
for (const [part, owners] of [['language', tables.javascript.builtins], ['language', tables.javascript.builtins.Intl], ['page', tables.api]]) {
  for (const [owner, members] of Object.entries(owners)) {
    globals.set(owner, members);
    for (const [name, feature] of Object.entries(members)) {
      const key = name.replace(/_static$/, '');
      if (name !== '__compat' && feature.__compat) byName.set(key, [...(byName.get(key) || []), { owner, part, feature, lone: isLone(name, part, feature) }]);
    }
  }
}
globals.delete('__compat');

function* nodesOf(node) {
  if (!node || typeof node.type !== 'string') return;
  yield node;
  for (const value of Object.values(node)) for (const inner of [value].flat()) if (inner && typeof inner === 'object') yield* nodesOf(inner);
}

const newInPatterns = [[/\(\?<[=!]/, 'looks behind'], [/\(\?<[a-z]/i, 'names a group'], [/\\p\{/, 'asks for a property of letters'], [/\(\?[a-z-]+:/, 'changes its flags']];

// isTooNew judges a name after a dot. The site’s own data has names too, so what only a page knows is judged where it is called.
function isTooNew({ object, property: { name } }, called) {
  if (/^(self|window|globalThis)$/.test(object.name || '')) return lacking(globals.get(name), true).length > 0;
  const known = byName.get(name) || [];
  const owned = /^[A-Z]/.test(object.name || '') && globals.has(object.name);
  const meant = known.filter(({ owner, lone }) => (owned ? owner === object.name : !lone));
  if (!owned && !called && !meant.some(({ part }) => part === 'language')) return false;
  return meant.length > 0 && meant.every(({ feature }) => lacking(feature, true).length > 0);
}

// tooNew is what a script uses that is younger than the oldest browsers. They all read ES2018, in which no function of the
// language’s library is meant.
function tooNew(text) {
  const tree = parse(text, { ecmaVersion: 2018, sourceType: 'script' });
  const wrong = new Set();
  for (const node of nodesOf(tree)) {
    if (node.type === 'Literal' && node.regex) {
      const { pattern, flags } = node.regex;
      for (const [sign, what] of newInPatterns) if (sign.test(pattern)) wrong.add(`/${pattern}/ ${what}`);
      if (/[svd]/.test(flags)) wrong.add(`/${pattern}/ has the flags ${flags}`);
    }
    if (node.type === 'Identifier' && lacking(globals.get(node.name), true).length) wrong.add(node.name);
    const called = node.type === 'CallExpression' || node.type === 'NewExpression';
    for (const member of called ? [node.callee, node] : [node]) {
      if (member.type === 'MemberExpression' && !member.computed && isTooNew(member, called)) wrong.add(member.property.name);
    }
  }
  return [...wrong].filter((what) => !(what in askedFor) && !ours.includes(what));
}

test('every script is understood by the oldest browsers', () => {
  const scripts = different('.js');
  assert.ok(scripts.size > 5);
  const wrong = new Map();
  for (const [text, path] of scripts) {
    try {
      for (const what of tooNew(text)) wrong.set(what, path);
    } catch (error) {
      wrong.set(error.message, path);
    }
  }
  assert.equal([...wrong].map(([what, path]) => `${path}: ${what}`).join('\n'), '');
});

test('the check of scripts sees what is too new', () => {
  for (const text of ['list.at(-1)', '"a".replaceAll("b", "c")', 'Object.fromEntries(x)', 'Promise.allSettled(x)', 'structuredClone(x)', 'self.structuredClone', 'crypto.randomUUID()', 'x.replaceWith(/(?<=a)b/)', '/\\p{L}/u', 'list.flatMap(f); new AbortController(); queueMicrotask(f)']) {
    assert.notDeepEqual(tooNew(text), [], text);
  }
  for (const text of ['a?.b', 'a ?? b', 'a ||= b', 'class A { #x = 1 }', '1n', 'import("x")', 'try {} catch {}']) assert.throws(() => tooNew(text), SyntaxError, text);
  assert.deepEqual(tooNew('list.includes(1); Object.entries(x); "a".padStart(2); async () => { await fetch(x) }; ({ ...x }); try {} catch (_) {}'), []);
});

// ---- styles

// What a reader of an old browser loses where a style has no fallback, and why that is right.
const lost = new Map(Object.entries({
  'text-wrap': 'headings break where they may',
  'text-underline-offset': 'lines below links are nearer',
  'text-decoration-thickness': 'lines below links are of one strength',
  'text-size-adjust': 'nothing: text is as large as they set it',
  'color-scheme': 'bars and fields are light at night',
  'forced-color-adjust': 'there are no forced colours to keep',
  'print-color-adjust': 'paper is without tints',
  'content-visibility': 'nothing to see',
  'accent-color': 'boxes to tick have the browser’s colour',
  'scroll-padding-top': 'a heading that was jumped to may stand at the edge',
  'scroll-padding-bottom': 'what has the focus may stand at the edge',
  'overscroll-behavior': 'nothing to see',
  'hyphens': 'long words break anywhere',
  '@media scripting': 'room is kept for a line that only a script fills',
  '@media prefers-color-scheme': 'pages are light at night',
  '@media prefers-contrast': 'contrast is as usual',
  '@media forced-colors': 'there are no forced colours',
  '@media prefers-reduced-motion': 'Chrome 70 moves what moves; nothing moves without a press',
  'break-inside': 'a card may be cut between two sheets of paper',
  'break-after': 'a heading may be the last line of a sheet of paper',
  'outline': 'rings around what has the focus have square corners',
  'cursor': 'a phone has no pointer',
}));

const asked = { selector: (name) => tables.css.selectors[name.replace(/^-(webkit|moz)-/, (prefix) => prefix)], property: (name) => tables.css.properties[name] };
const functions = new Set(['clamp', 'min', 'max', 'env', 'round', 'mod', 'abs', 'color-mix', 'light-dark', 'image-set', 'oklch', 'lab', 'lch', 'oklab', 'hwb', 'fit-content', 'attr', 'calc-size']);
const featureOfFunction = (name) => tables.css.types[name] || (tables.css.types.color && tables.css.types.color[name]) || tables.css.properties.custom_property?.[name];
const newUnits = /^(d|s|l)?v(i|b)$|^[dsl]v(w|h|min|max)$|^cq|^lh$|^rlh$|^cap$|^ric$|^ic$/;

// Physical sides say the same as logical ones where text runs one way; rules for the other way follow them.
const sides = { 'inline-start': ['left', 'right'], 'inline-end': ['right', 'left'], 'block-start': ['top'], 'block-end': ['bottom'] };
function standIns(name) {
  const logical = Object.keys(sides).find((side) => name.includes(side));
  const physical = logical ? sides[logical].map((side) => name.replace(logical, side)) : [];
  if (name === 'inset') physical.push('top', 'right', 'bottom', 'left');
  if (/-inline$|-block$/.test(name)) physical.push(...['left', 'right', 'top', 'bottom'].map((side) => name.replace(/inline$|block$/, side)), name.replace(/-(inline|block)$/, ''));
  if (/^overflow-wrap$/.test(name)) physical.push('word-wrap');
  if (/^break-/.test(name)) physical.push(`page-${name}`);
  return [name, ...physical];
}

const valueWords = (declaration) => {
  const words = [];
  if (declaration.value.type === 'Raw') return words;
  css.walk(declaration.value, (node) => {
    if (node.type === 'Identifier') words.push({ name: node.name, feature: asked.property(declaration.property)?.[node.name] });
    if (node.type === 'Function' && functions.has(node.name)) words.push({ name: `${node.name}()`, feature: featureOfFunction(node.name), unknown: !featureOfFunction(node.name) });
    if (node.type === 'Dimension' && newUnits.test(node.unit)) words.push({ name: node.unit, unknown: true });
  });
  return words;
};

// missing is what of a declaration some of the oldest browsers do not understand, with those browsers.
function missing(declaration, inGrid) {
  const { property: name } = declaration;
  if (name.startsWith('--') || /^-(webkit|moz|ms)-/.test(name)) return [];
  const feature = /^(row-|column-)?gap$/.test(name) && !inGrid ? asked.property(name).flex_context : asked.property(name);
  const found = lacking(feature).map((browser) => ({ what: name, browser, others: underOtherName(feature, name, browser) }));
  for (const { name: word, feature: inner, unknown } of valueWords(declaration)) {
    const browsers = unknown ? Object.keys(oldest) : lacking(inner);
    for (const browser of browsers) found.push({ what: `${name}: ${word}`, browser, others: [] });
  }
  return found;
}

// Where an older declaration of the same thing stands earlier in the rule, a browser that does not know the newer keeps it.
function hasFallback(found, declaration, before) {
  if (found.others.some((other) => before.all.some((one) => one.property === other))) return true;
  const names = standIns(declaration.property);
  return before.earlier.some((one) => names.includes(one.property) && !missing(one).some(({ browser }) => browser === found.browser));
}

function selectorsMissing(rule) {
  const found = [];
  if (!rule.prelude || rule.prelude.type !== 'SelectorList') return found;
  css.walk(rule.prelude, (node) => {
    if (node.type === 'PseudoClassSelector' || node.type === 'PseudoElementSelector') {
      for (const browser of lacking(asked.selector(node.name))) found.push(`:${node.name} (${browser})`);
    }
  });
  return found;
}

// unsupported is what of a style sheet the oldest browsers do not understand and have no fallback for.
function unsupported(text) {
  const wrong = new Set();
  const failures = [];
  const tree = css.parse(text, { onParseError: (error) => failures.push(error.message) });
  css.walk(tree, {
    visit: 'Rule',
    enter(rule) {
      if (this.atrule && /keyframes$/.test(this.atrule.name)) return;
      if (insideSupports(this, rule)) return;
      for (const what of selectorsMissing(rule)) wrong.add(`the selector ${what}: ${css.generate(rule.prelude).slice(0, 80)}`);
      const all = rule.block.children.toArray().filter((one) => one.type === 'Declaration');
      const inGrid = all.some(({ property, value }) => /^(grid|column-(width|count)|columns)/.test(property) || (property === 'display' && /grid/.test(css.generate(value))));
      all.forEach((declaration, n) => {
        for (const found of missing(declaration, inGrid)) {
          if (lost.has(declaration.property) || hasFallback(found, declaration, { all, earlier: all.slice(0, n) })) continue;
          wrong.add(`${found.what} (${found.browser}): ${css.generate(rule.prelude).slice(0, 80)}`);
        }
      });
    },
  });
  css.walk(tree, { visit: 'Atrule', enter(rule) { for (const what of conditionsMissing(rule)) wrong.add(what); } });
  return [...failures, ...wrong];
}

const supported = new WeakSet();
function insideSupports(walk, rule) {
  if (walk.atrule && walk.atrule.name === 'supports') supported.add(rule);
  return supported.has(rule);
}

function conditionsMissing(rule) {
  const found = [];
  const known = tables.css['at-rules'][rule.name.replace(/^-\w+-/, '')];
  if (!['media', 'supports', 'keyframes', 'page', 'charset'].includes(rule.name.replace(/^-\w+-/, '')) && lacking(known).length) found.push(`@${rule.name}`);
  if (rule.name !== 'media') return found;
  css.walk(rule.prelude, (node) => {
    if (node.type === 'FeatureRange') found.push('@media with a range');
    if (node.type !== 'Feature') return;
    const name = node.name.replace(/^(min|max)-/, '');
    if (lacking(tables.css['at-rules'].media[name]).length && !lost.has(`@media ${name}`)) found.push(`@media ${name}`);
  });
  return found;
}

test('every style is understood by the oldest browsers, or they do without', () => {
  const styles = different('.css');
  assert.ok(styles.size >= themesBuilt.size);
  const wrong = new Map();
  for (const [text, path] of styles) for (const what of unsupported(text)) wrong.set(what, path);
  assert.equal([...wrong].map(([what, path]) => `${path}: ${what}`).join('\n'), '');
});

test('the check of styles sees what is too new', () => {
  for (const text of ['a{inset:0}', 'a{display:flex;gap:1rem}', 'a{width:min(1rem,2vw)}', 'a{width:clamp(1px,2vw,3px)}', 'a:focus-visible{color:red}', 'a:is(b,c){color:red}', 'a:has(b){color:red}', 'a{margin-inline:1rem}', 'a{aspect-ratio:1}', 'a{height:100dvh}', '@media (width>=40em){a{color:red}}', '@container (min-width:1px){a{color:red}}', 'a{mask-image:none}']) {
    assert.notDeepEqual(unsupported(text), [], text);
  }
  for (const text of ['a{top:0;inset:0}', 'a{width:2vw;width:min(1rem,2vw)}', '@supports (gap:1px){a{gap:1px}}', 'a{-webkit-mask-image:none;mask-image:none}', 'a{margin-left:1rem;margin-right:1rem;margin-inline:1rem}', 'a{color:var(--text);display:grid}', 'a{text-wrap:balance}', '@media (prefers-color-scheme:dark){a{color:red}}']) {
    assert.deepEqual(unsupported(text), [], text);
  }
});
