// What lies in a folder of built sites, read from the disk.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inside } from './sites.mjs';

/** themesBuilt are the folders of the sites that are built once with each theme, by the theme's name. */
export const themesBuilt = new Map(readdirSync(inside('themes')).sort().map((name) => [name, inside(`.tools/e2e/themes/${name}`)]));

for (const [name, folder] of themesBuilt) {
  if (!existsSync(folder)) throw new Error(`no sites in the theme ${name} here: make e2e builds them`);
}

/** sitesIn are the sites in a folder, such as midlothian/beeslack. */
export function sitesIn(folder) {
  return foldersIn(folder).flatMap((area) => foldersIn(`${folder}/${area}`).map((site) => `${area}/${site}`));
}

const foldersIn = (folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  .map(({ name }) => name).sort();

/** filesIn are the paths of a folder's files whose names end in one of the endings, in order. */
export function filesIn(folder, ...endings) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => endings.some((ending) => path.endsWith(ending))).sort();
}

/** textOf is a file's text. */
export const textOf = (folder, path) => readFileSync(`${folder}/${path}`, 'utf8');

/** layoutOf is the name of the layout that made a page. */
export const layoutOf = (html) => (html.match(/<body class="ws-on-([\w-]+)"/) || [])[1];

/** isLoud holds for pages whose way out stays in sight. */
export const isLoud = (html) => /<html[^>]* class="ws-loud"/.test(html);

/**
 * fullest maps the name of every layout to the address, from the folder's top, of the longest page it made in a site: it
 * shows the most of what a layout can. Pages that lead on by themselves are left out. In `language`, when one is given.
 */
export function fullest(folder, site, language) {
  const longest = new Map();
  for (const path of filesIn(`${folder}/${site}`, '.html')) {
    const html = textOf(`${folder}/${site}`, path);
    const layout = layoutOf(html);
    const speaks = html.match(/<html lang="([\w-]+)"/)[1];
    if (layout === 'moved' || (language && speaks !== language)) continue;
    if (!(longest.get(layout)?.size >= html.length)) longest.set(layout, { size: html.length, address: `${site}/${path.replace(/(^|\/)index\.html$/, '$1')}` });
  }
  return new Map([...longest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([layout, { address }]) => [layout, address]));
}

/** layouts are the names of the layouts that pages are made with. */
export const layouts = () => readdirSync(inside('themes/base/layouts')).map((name) => name.replace(/\.html$/, '')).filter((name) => name !== 'frame' && name !== 'moved').sort();
