// What the sites say to programs, read as strangers read it: schema.org, oEmbed, web manifests, the rules of hosts, feeds.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseFeed } from 'feedsmith';
import { filesIn, layoutOf, sitesIn, textOf } from './built.mjs';
import { web } from './sites.mjs';

const sites = sitesIn(web).map((name) => ({ name, folder: join(web, name), pages: filesIn(join(web, name), '.html') }));
const address = ({ folder }) => (textOf(folder, 'index.html').match(/<link rel="canonical" href="([^"]+)"/) || [])[1];
const withAddress = sites.filter(address);

// What schema.org calls each type’s fields, and which of them a reader of such data asks for.
const page = ['name', 'url', 'description', 'inLanguage', 'dateModified', 'about', 'audience', 'lastReviewed', 'mainEntity', 'publisher', 'isPartOf', 'breadcrumb', 'image'];
const organisation = ['name', 'url', 'description', 'email', 'telephone', 'sameAs', 'areaServed', 'contactPoint', 'address', 'logo', 'alternateName'];
const place = ['name', 'url', 'description', 'address', 'email', 'telephone', 'sameAs', 'containedInPlace', 'openingHoursSpecification', 'specialOpeningHoursSpecification', 'amenityFeature', 'isAccessibleForFree', 'maximumAttendeeCapacity', 'image'];
const types = {
  WebSite: { asks: ['name', 'inLanguage'], knows: page },
  WebPage: { asks: ['name', 'inLanguage'], knows: page },
  AboutPage: { asks: ['name', 'inLanguage'], knows: page },
  CollectionPage: { asks: ['name', 'inLanguage'], knows: page },
  ItemList: { asks: ['itemListElement'], knows: ['itemListElement', 'numberOfItems', 'name'] },
  BreadcrumbList: { asks: ['itemListElement'], knows: ['itemListElement', 'numberOfItems', 'name'] },
  ListItem: { asks: ['position', 'name'], knows: ['position', 'name', 'item', 'url'] },
  DefinedTerm: { asks: ['name'], knows: ['name', 'description', 'url', 'inDefinedTermSet'] },
  Organization: { asks: ['name'], knows: organisation },
  School: { asks: ['name'], knows: [...organisation, ...place] },
  Library: { asks: ['name'], knows: place },
  Place: { asks: ['name'], knows: place },
  PostalAddress: { asks: ['addressCountry'], knows: ['streetAddress', 'addressLocality', 'addressRegion', 'postalCode', 'addressCountry'] },
  OpeningHoursSpecification: { asks: ['opens', 'closes'], knows: ['dayOfWeek', 'opens', 'closes', 'validFrom', 'validThrough'] },
  ContactPoint: { asks: ['contactType'], knows: ['contactType', 'telephone', 'email', 'url', 'hoursAvailable', 'availableLanguage', 'areaServed'] },
  Event: { asks: ['name', 'startDate', 'location', 'eventAttendanceMode'], knows: ['name', 'description', 'startDate', 'endDate', 'location', 'eventAttendanceMode', 'eventStatus', 'organizer', 'offers', 'url', 'image', 'isAccessibleForFree', 'eventSchedule'] },
  VirtualLocation: { asks: ['url'], knows: ['url', 'name'] },
  Service: { asks: ['name'], knows: ['name', 'description', 'provider', 'offers', 'areaServed', 'audience', 'url', 'serviceType', 'hoursAvailable'] },
  Offer: { asks: ['price', 'priceCurrency'], knows: ['price', 'priceCurrency', 'description', 'url'] },
  Book: { asks: ['name', 'author'], knows: ['name', 'author', 'isbn', 'description', 'datePublished', 'url', 'inLanguage', 'illustrator', 'publisher', 'bookFormat', 'image'] },
  Person: { asks: ['name'], knows: ['name'] },
  LearningResource: { asks: ['name', 'learningResourceType', 'inLanguage'], knows: ['name', 'description', 'learningResourceType', 'educationalAlignment', 'teaches', 'timeRequired', 'inLanguage', 'audience', 'url', 'license', 'educationalLevel', 'image'] },
  AlignmentObject: { asks: ['targetName'], knows: ['targetName', 'alignmentType', 'educationalFramework', 'targetUrl'] },
};

const empty = (value) => value === '' || value === null || value === undefined || (Array.isArray(value) && !value.length);
const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z))?$/;

// wrongIn is what a stranger cannot make sense of in a value of JSON-LD.
function wrongIn(value, top = false) {
  if (Array.isArray(value)) return value.flatMap((one) => wrongIn(one));
  if (value === null || typeof value !== 'object') return [];
  const wrong = [];
  const { '@type': type, '@context': context, '@graph': graph } = value;
  if (top && context !== 'https://schema.org') wrong.push(`the context is ${context}`);
  if (graph) return [...wrong, ...wrongIn(graph)];
  const rules = types[type];
  if (!rules) return [...wrong, `the type ${type} is not in the table`];
  for (const field of rules.asks) if (empty(value[field])) wrong.push(`${type} has no ${field}: ${JSON.stringify(value).slice(0, 160)}`);
  for (const [field, inner] of Object.entries(value)) {
    if (!field.startsWith('@') && !rules.knows.includes(field)) wrong.push(`${type} has a field ${field}`);
    if (empty(inner)) wrong.push(`the field ${field} of ${type} is empty`);
    if (/^(startDate|endDate|dateModified|lastReviewed|validFrom|validThrough)$/.test(field) && !instant.test(inner)) wrong.push(`${field} is ${inner}`);
    if (/^(url|sameAs|item)$/.test(field) && !/^https?:\/\/|^\.\.?\//.test(String([inner].flat()[0]))) wrong.push(`${field} is ${inner}`);
    wrong.push(...wrongIn(inner));
  }
  if (/List$/.test(type)) value.itemListElement.forEach(({ position }, n) => position === n + 1 || wrong.push(`place ${n + 1} of a list is numbered ${position}`));
  if (type === 'ContactPoint' && !value.telephone && !value.email && !value.url) wrong.push('a ContactPoint leads nowhere');
  if (type === 'Book' && [value.isbn].flat().some((isbn) => isbn && !isSound(String(isbn)))) wrong.push(`the ISBN ${value.isbn} is wrong`);
  return wrong;
}

function isSound(isbn) {
  const sum = [...isbn].reduce((total, digit, n) => total + Number(digit) * (n % 2 ? 3 : 1), 0);
  return /^\d{13}$/.test(isbn) && sum % 10 === 0;
}

const blocksOf = (html) => [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].map(([, text]) => text);

test('every block of JSON-LD can be read and has the fields of its types', () => {
  const wrong = new Map();
  const seen = new Set();
  for (const site of sites) {
    const { name, folder, pages } = site;
    for (const path of pages) {
      for (const block of blocksOf(textOf(folder, path))) {
        for (const [, type] of block.matchAll(/"@type":"(\w+)"/g)) seen.add(type);
        const [relative] = address(site) ? block.match(/"(url|item)":"\.[^"]*"/) || [] : [];
        if (relative) wrong.set(`${relative} is not a whole address`, `${name}/${path}`);
        for (const problem of wrongIn(JSON.parse(block), true)) wrong.set(problem, `${name}/${path}`);
      }
    }
  }
  assert.equal([...wrong].slice(0, 20).map((one) => one.join(', in ')).join('\n'), '', `${wrong.size} things are wrong`);
  assert.ok(seen.size >= 15, [...seen].join());
});

test('every page has JSON-LD, unless its entry is discreet, and then it has no description either', () => {
  const alone = ['404', 'away', 'offline', 'keep', 'embed', 'moved'];
  for (const { name, folder, pages } of sites) {
    for (const path of pages) {
      const html = textOf(folder, path);
      if (!blocksOf(html).length && !alone.includes(layoutOf(html))) assert.doesNotMatch(html, /<meta name="description"/, `${name}/${path}`);
    }
  }
});

test('every oEmbed record says what its reader needs, and its frame leads to a page that is there', () => {
  let records = 0;
  for (const site of withAddress) {
    const base = address(site);
    for (const path of filesIn(site.folder, 'oembed.json')) {
      const record = JSON.parse(textOf(site.folder, path));
      records++;
      const where = `${site.name}/${path}`;
      assert.equal(record.version, '1.0', where);
      assert.equal(record.type, 'rich', where);
      assert.ok(record.width > 0 && record.height > 0 && record.title && record.provider_name, where);
      assert.equal(record.provider_url, base, where);
      const frame = record.html.match(/^<iframe src="([^"]+)" title="([^"]+)"[^>]* sandbox="([^"]*)"[^>]*><\/iframe>$/);
      assert.ok(frame, record.html);
      assert.ok(frame[1].startsWith(base) && existsSync(join(site.folder, frame[1].slice(base.length), 'index.html')), frame[1]);
      assert.doesNotMatch(frame[3], /allow-(same-origin|scripts|top-navigation)/, where);
    }
    const linked = site.pages.flatMap((path) => [...textOf(site.folder, path).matchAll(/type="application\/json\+oembed" href="([^"]+)"/g)].map(([, href]) => href));
    assert.ok(linked.length > 20);
    for (const href of linked) assert.ok(href.startsWith(base) && existsSync(join(site.folder, href.slice(base.length))), href);
  }
  assert.ok(records > 100);
});

test('sites without an address have no records for others', () => {
  const without = sites.filter((site) => !address(site));
  assert.ok(without.length > 0);
  for (const { folder, pages } of without) {
    assert.deepEqual(filesIn(folder, 'oembed.json'), []);
    for (const path of pages) assert.doesNotMatch(textOf(folder, path), /og:image|oembed/, path);
  }
});

// sizeOf is how wide and high a PNG says it is.
function sizeOf(file) {
  const bytes = readFileSync(file);
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG', file);
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

test('every web manifest can be read, and its icons are there in the size it states', () => {
  for (const { name, folder } of sites) {
    const manifest = JSON.parse(textOf(folder, 'site.webmanifest'));
    for (const field of ['name', 'short_name', 'start_url', 'scope', 'lang', 'display', 'background_color', 'theme_color']) assert.ok(manifest[field], `${name}: ${field}`);
    assert.deepEqual([manifest.start_url, manifest.scope], ['./', './'], 'whatever its address');
    assert.match(manifest.theme_color, /^#[0-9a-f]{6}$/);
    const sizes = manifest.icons.map(({ src, sizes: stated, type }) => {
      assert.equal(type, 'image/png');
      assert.equal(sizeOf(join(folder, src)), stated, `${name}: ${src}`);
      return stated;
    });
    assert.ok(sizes.includes('192x192') && sizes.includes('512x512'), `${name}: ${sizes}`);
    assert.ok(manifest.icons.some(({ purpose }) => /maskable/.test(purpose)), name);
  }
});

test('pictures for shared links have the size that is stated', () => {
  for (const site of withAddress) {
    const cards = new Set(site.pages.map((path) => (textOf(site.folder, path).match(/property="og:image" content="([^"]+)"/) || [])[1]).filter(Boolean));
    assert.ok(cards.size > 0);
    for (const card of cards) assert.equal(sizeOf(join(site.folder, card.slice(address(site).length))), '1200x630', card);
  }
});

// rulesOf reads a _headers file as Netlify and Cloudflare Pages do: a path, and below it, indented, fields with values.
function rulesOf(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    const field = line.match(/^\s+([A-Za-z-]+): (.+)$/);
    if (/^\//.test(line)) rules.push({ path: line, fields: new Map() });
    else if (field && rules.length) rules.at(-1).fields.set(field[1].toLowerCase(), field[2]);
    else assert.fail(`the line ${line}`);
  }
  return rules;
}

test('the rules for hosts can be read, and close what the pages close', () => {
  for (const { name, folder } of sites) {
    const rules = rulesOf(textOf(folder, '_headers'));
    const all = rules.find(({ path }) => path === '/*').fields;
    assert.match(all.get('content-security-policy'), /^default-src 'none';/, name);
    assert.doesNotMatch(all.get('content-security-policy'), /unsafe|\*|\/\//, name);
    assert.equal(all.get('x-content-type-options'), 'nosniff');
    assert.equal(all.get('referrer-policy'), 'no-referrer');
    assert.match(rules.find(({ path }) => path === '/assets/*').fields.get('cache-control'), /immutable/);
    assert.match(rules.find(({ path }) => path === '/sw.js').fields.get('cache-control'), /no-cache/);
    // Rules for one path are joined, so a policy for all must allow what each page allows itself.
    const allowed = (policy) => new Map(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]));
    const header = allowed(all.get('content-security-policy'));
    for (const path of ['index.html', 'help/index.html', 'search/index.html', '404.html']) {
      const [, policy] = textOf(folder, path).match(/http-equiv="Content-Security-Policy" content="([^"]+)"/);
      for (const [directive, sources] of allowed(policy.replaceAll('&#39;', "'").replaceAll('&#43;', '+'))) {
        if (sources.join() === "'none'" && !header.has(directive)) continue;
        for (const source of sources) assert.ok(source === "'none'" || (header.get(directive) || []).includes(source), `${name}/${path}: ${directive} ${source}`);
      }
    }
  }
});

test('a stranger’s reader of feeds reads every feed, and finds the pages its entries lead to', () => {
  for (const site of sites) {
    const { format, feed } = parseFeed(textOf(site.folder, 'feed.xml'));
    assert.equal(format, 'atom');
    assert.ok(feed.id && feed.title && feed.updated, site.name);
    assert.ok(feed.entries.length > 0, site.name);
    const base = address(site) || '';
    for (const entry of feed.entries) {
      const said = JSON.stringify(entry);
      assert.ok(entry.id && entry.title && entry.updated, `${site.name}: ${said}`);
      const [{ href }] = entry.links;
      assert.ok(href.startsWith(base), said);
      const path = href.slice(base.length);
      assert.ok(existsSync(join(site.folder, path.endsWith('/') || path === '' ? `${path}index.html` : path)), said);
    }
  }
});

test('the checks see what is wrong', () => {
  const wrong = (value) => wrongIn({ '@context': 'https://schema.org', ...value }, true).join('; ');
  assert.equal(wrong({ '@type': 'Place', name: 'A place' }), '');
  assert.match(wrong({ '@type': 'Place' }), /no name/);
  assert.match(wrong({ '@type': 'Place', name: 'A place', titel: 'x' }), /a field titel/);
  assert.match(wrong({ '@type': 'Palace', name: 'A place' }), /not in the table/);
  assert.match(wrong({ '@type': 'Book', name: 'A book', author: [{ '@type': 'Person', name: 'A' }], isbn: '9780306406158' }), /ISBN/);
  assert.match(wrong({ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', name: 'a', position: 2 }] }), /numbered 2/);
  assert.match(wrong({ '@type': 'Event', name: 'x', startDate: 'Tuesday', location: 'x', eventAttendanceMode: 'x' }), /startDate is Tuesday/);
  assert.throws(() => rulesOf('/*\nX-Content-Type-Options: nosniff\n'));
});
