// Every layout in every theme, by day and by night, on a phone and on a wide screen, from left to right and from right to
// left: nothing is in anyone's way. What colours and sizes do not change is asked once for each page; the rest for each look.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { colours, complaints, looks } from './axe.mjs';
import { tour, visit } from './browser.mjs';
import { fullest, isLoud, layouts, textOf, themesBuilt } from './built.mjs';
import { host } from './host.mjs';

const phone = { width: 320, height: 568 };
const wide = { width: 1280, height: 800 };
const magnified = { width: 320, height: 256 }; // 1280 by 1024 at 400 per cent
const device = { ...phone, at: '2026-11-23T10:00Z' };

const standing = new Map();
for (const [theme, folder] of themesBuilt) standing.set(theme, await host(folder));
after(() => Promise.all([...standing.values()].map((at) => at.close())));

const open = tour(device);

const sideways = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return '';
  const out = [...document.body.querySelectorAll('*')].find((one) => one.getBoundingClientRect().right > clientWidth + 1 || one.getBoundingClientRect().left < -1);
  return `${scrollWidth - clientWidth} pixels stand out at the side: ${out ? out.outerHTML.slice(0, 200) : 'something'}`;
});

// spaced sets text as readers may who need more room between lines, letters and words (WCAG 1.4.12).
const spaced = (page) => page.evaluate(() => {
  const style = new CSSStyleSheet();
  style.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [style];
});

// covered is how much of the screen is taken by what does not move when the page is scrolled.
const covered = (page) => page.evaluate(() => {
  scrollTo(0, document.documentElement.scrollHeight / 2);
  const bars = [...document.body.querySelectorAll('*')].filter((one) => /fixed|sticky/.test(getComputedStyle(one).position) && one.getAttribute('role') !== 'status');
  const heights = bars.map((one) => one.getBoundingClientRect()).filter(({ bottom, top, width }) => width > 1 && bottom > 0 && top < innerHeight);
  scrollTo(0, 0);
  return Math.max(0, ...heights.map(({ height }) => height)) / innerHeight;
});

// problems gathers what is wrong over several looks, so that one run tells all of them.
function gathering() {
  const problems = [];
  return {
    say: (look, found) => problems.push(...[found].flat().filter(Boolean).map((one) => `${look}: ${one}`)),
    none: () => assert.equal(problems.join('\n'), ''),
  };
}

async function judge(page, { loud, mirrored }) {
  const wrong = gathering();
  const look = async (name, size, media, rules) => {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference', ...media });
    wrong.say(name, await complaints(page, rules));
    wrong.say(name, await sideways(page));
  };
  await look('on a phone by day', phone, {});
  await look('on a wide screen by day', wide, {}, looks);
  if (!mirrored) { // colours are the same whichever way text runs
    await look('on a wide screen by night', wide, { colorScheme: 'dark' }, colours);
    await look('on a phone by night', phone, { colorScheme: 'dark' }, colours);
  }
  if (loud && !mirrored) {
    await look('with more contrast', phone, { contrast: 'more' }, looks);
    await look('with more contrast by night', phone, { contrast: 'more', colorScheme: 'dark' }, colours);
    await look('with forced colours', phone, { forcedColors: 'active' }, looks);
  }
  await page.setViewportSize(magnified);
  wrong.say('at 400 per cent', await sideways(page));
  if (await covered(page) > 0.25) wrong.say('at 400 per cent', 'more than a quarter of the screen is covered while the page is scrolled');
  await page.setViewportSize(phone);
  await spaced(page);
  wrong.say('with text spaced out', await sideways(page));
  wrong.none();
}

for (const [theme, folder] of themesBuilt) {
  const english = fullest(folder, 'midlothian/beeslack', 'en');
  const arabic = fullest(folder, 'midlothian/cuiken-primary', 'ar');

  test(`the sites in the theme ${theme} show every layout`, () => {
    assert.deepEqual([...english.keys()], layouts());
    assert.ok(arabic.size >= 12, [...arabic.keys()].join());
  });

  for (const [language, pages] of [['English', english], ['Arabic', arabic]]) {
    for (const [layout, address] of pages) {
      const loud = isLoud(textOf(folder, address.endsWith('.html') ? address : `${address}index.html`));
      test(`${theme}, ${layout} in ${language}: nothing is in anyone’s way`, () => open(`${standing.get(theme).origin}/${address}`, (page) => judge(page, { loud, mirrored: language === 'Arabic' })));
    }
  }
}

// The checks are only worth something when they see mistakes: one of each is put into a page.
const mistakes = {
  'text too pale': ['<p style="color:#999;background:#fff">pale</p>', /color-contrast/],
  'targets too small and too near': ['<div style="font-size:10px;line-height:10px"><button style="width:10px;height:10px;padding:0;border:0;display:block">a</button><button style="width:10px;height:10px;padding:0;border:0;display:block">b</button></div>', /target-size/],
  'a field without a name': ['<input>', /label/],
  'a picture without words': ['<img src="x.png">', /image-alt/],
  'something too wide': ['<div style="width:400px">wide</div>', /stand out at the side/],
  'a bar over half of a low screen': ['<div style="position:fixed;bottom:0;height:150px;width:100%;background:#fff;color:#000">bar</div>', /quarter of the screen/],
  'text that leaves its box when spaced': ['<p style="white-space:nowrap;width:300px">words that only just fit the line as it is set</p>', /spaced out/],
};

for (const [what, [html, wrong]] of Object.entries(mistakes)) {
  test(`the checks see ${what}`, () => visit('about:blank', { ...device, losses: true }, async (page) => {
    const around = (inner) => `<!doctype html><html lang="en"><title>A page</title><meta name="viewport" content="width=device-width"><main><h1>A page</h1>${inner}</main></html>`;
    await page.setContent(around(''));
    await judge(page, {});
    await page.setContent(around(html));
    await assert.rejects(judge(page, {}), wrong);
  }));
}
