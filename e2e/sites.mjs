// The built sites that tests visit, and the folder that `make e2e` builds them into.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = new URL('../', import.meta.url);

/** inside is the path of something in the project. */
export const inside = (path) => fileURLToPath(new URL(path, project));

/** program is the built program. */
export const program = inside('.tools/wellshelf');

/** web holds the sites with links for web spaces, folder those with links for opening from a disk. */
export const web = inside('.tools/e2e/web');
export const folder = inside('.tools/e2e/folder');

if (!existsSync(web) || !existsSync(folder)) throw new Error('no built sites here: make e2e builds them');

/** onDisk is the address of a page of the folder build, opened without a host. */
export const onDisk = (path) => pathToFileURL(`${folder}/${path}`).href;

/** secondarySchools are the sites of schools with an S1, such as midlothian/beeslack. */
export function secondarySchools() {
  const areas = inside('content/areas');
  return readdirSync(areas).sort().flatMap((area) => schoolsOf(`${areas}/${area}`)
    .filter((school) => /^stages:.*\bS1\b/m.test(readFileSync(`${areas}/${area}/schools/${school}/school.md`, 'utf8')))
    .map((school) => `${area}/${school}`));
}

function schoolsOf(area) {
  return existsSync(`${area}/schools`) ? readdirSync(`${area}/schools`).sort() : [];
}
