// The same forms for people who run no program: against GitHub or GitLab, with Decap or Sveltia, in a real browser.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import Ajv from 'ajv';
import { chromium } from 'playwright-core';
import yaml from 'yaml';
import { launch } from './chromium.mjs';
import { remove, repository } from './editor.mjs';
import { inside, program } from './sites.mjs';

const pictures = process.env.PICTURES; // a folder for pictures of what is seen

let browser;
before(async () => { browser = await launch({ chromium }); });
after(() => browser?.close());

const login = ['--app-id', 'abc123', '--auth-url', 'https://git.council.example', '--api-root', 'https://git.council.example/api/v4'];

// hosted writes the forms for a Git host into a folder. Result: what stands in their configuration.
function hosted(folder, name, host, cms, ...more) {
  execFileSync(program, ['edit', '--content', join(folder, 'content'), '--themes', inside('themes'), '--today', '2026-11-23', '--decap', inside('editor/node_modules'),
    '--hosted', host, '--repo', 'council/pages', '--cms', cms, '--site-url', 'https://wells.example', '--out', join(folder, name), ...more],
  { env: { ...process.env, XDG_CACHE_HOME: inside('.tools/e2e/cache') }, stdio: 'pipe' });
  return yaml.parse(readFileSync(join(folder, name, 'config.yml'), 'utf8'), { maxAliasCount: -1 });
}

for (const [host, more] of [['github', []], ['gitlab', login]]) {
  for (const cms of ['decap', 'sveltia']) {
    test(`the forms for ${host} are what ${cms} expects`, async () => {
      const folder = repository();
      try {
        const config = hosted(folder, 'admin', host, cms, ...more);
        assert.ok(config.collections.length > 40);
        assert.ok(statSync(join(folder, 'admin/config.yml')).size < 600_000, 'phones read it');
        assert.equal(config.backend.auth_type, more.length ? 'pkce' : undefined);
        assert.equal(config.collections.find((one) => one.name === 'midlothian_beeslack_topics').preview_path, 'midlothian/beeslack/topics/{{slug}}/');
        if (cms === 'sveltia') validate(config);
        await served(join(folder, 'admin'), `${host}-${cms}`, (page) => page.getByText(/(login|sign in) with .?git(hub|lab)/i).first().waitFor({ timeout: 30_000 }));
      } finally {
        remove(folder);
      }
    });
  }
}

// Decap's own "test-repo" keeps texts in the page, and takes the same configuration as a Git host; but it fails on texts
// that lie beside pictures.
test('hosted forms and wellshelf fmt change what was changed, and no other letter', async () => {
  const folder = repository();
  try {
    hosted(folder, 'admin', 'github', 'decap');
    const topics = 'content/national/topics';
    const files = Object.fromEntries(readdirSync(join(folder, topics)).filter((name) => name.endsWith('.md')).map((name) => [name, { content: readFileSync(join(folder, topics, name), 'utf8') }]));
    const config = readFileSync(join(folder, 'admin/config.yml'), 'utf8').replace('name: github', 'name: test-repo').replace(/^ *media_folder: ""\n/gm, '');
    writeFileSync(join(folder, 'admin/config.yml'), config);
    const index = readFileSync(join(folder, 'admin/index.html'), 'utf8');
    writeFileSync(join(folder, 'admin/index.html'), index.replace('<body>', `<body><script>window.repoFiles = ${JSON.stringify({ content: { national: { topics: files } } }).replaceAll('<', '\\u003c')}</script>`));
    await served(join(folder, 'admin'), 'saved', async (page) => {
      await page.getByRole('button', { name: /login/i }).click();
      await page.getByText('Topics', { exact: true }).first().waitFor();
      await page.evaluate(() => { location.hash = '#/collections/topics/entries/sleep'; });
      await page.locator('input[id^="title-field"][value="Sleep"]').waitFor();
      await page.locator('input[id^="title-field"]').fill('Sleep well tonight');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Changes saved', { exact: false }).first().waitFor();
      const kept = await page.evaluate(() => Object.values(window.repoFilesUnpublished).flatMap((one) => one.diffs));
      assert.deepEqual(kept.map((one) => one.path), [`${topics}/sleep.md`]);
      writeFileSync(join(folder, kept[0].path), kept[0].content); // with long lines folded, as Decap does and fmt undoes
      execFileSync(program, ['fmt', kept[0].path], { cwd: folder, stdio: 'pipe' });
      assert.equal(readFileSync(join(folder, kept[0].path), 'utf8'), files['sleep.md'].content.replace(/^title: .*$/m, 'title: Sleep well tonight'));
    });
  } finally {
    remove(folder);
  }
});

function validate(config) {
  const schema = JSON.parse(readFileSync(inside('editor/node_modules/@sveltia/cms/schema/sveltia-cms.json'), 'utf8'));
  const valid = new Ajv({ strict: false, allErrors: false, validateFormats: false }).compile(schema);
  valid(config);
  assert.deepEqual(valid.errors, null);
}

// served opens the page in a browser and looks: both programs say what is wrong with a configuration instead of asking
// who you are.
async function served(folder, name, look) {
  const types = { html: 'text/html', js: 'text/javascript', yml: 'text/yaml' };
  const server = createServer((request, response) => {
    const file = request.url === '/' ? '/index.html' : request.url.split('?')[0];
    try { response.setHeader('content-type', types[file.split('.').pop()] || 'text/plain').end(readFileSync(join(folder, file))); } catch { response.writeHead(404).end(); }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const failures = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await page.route((url) => url.hostname !== '127.0.0.1', (route) => route.abort());
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await look(page);
    if (pictures) await page.screenshot({ path: join(pictures, `hosted-${name}.png`) });
    assert.deepEqual(failures, []);
  } finally {
    await context.close();
    await new Promise((closed) => { server.close(closed); server.closeAllConnections(); });
  }
}
