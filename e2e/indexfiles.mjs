// The files of a site's search index, as docs/search-format.md names them.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { web } from './sites.mjs';

const count = (list) => (list ? list.split(' ').length : 0);

/**
 * indexFiles tells of the index of a site in a language: `build`, and `is(path)`, what the file at a path is: root,
 * shard, back, part or facets; a script is a script, and anything else undefined.
 */
export function indexFiles(site, language) {
  const text = String(gunzipSync(readFileSync(`${web}/${site}/search/${language}/root.bin`)));
  const { build, n, per, keys, backkeys } = JSON.parse(text.split('\n')[0]);
  const shards = count(keys);
  const backs = shards + count(backkeys);
  const parts = backs + Math.ceil(n / per);
  return {
    build,
    is(path) {
      const [, file, kind] = path.match(/\/search\/\w+\/(.+)\.(bin|js)$/) || [];
      if (!file) return undefined;
      if (kind === 'js') return 'script';
      if (file === 'root') return 'root';
      const number = Number(file.split('/')[1]);
      if (number < shards) return 'shard';
      if (number < backs) return 'back';
      return number < parts ? 'part' : 'facets';
    },
  };
}
