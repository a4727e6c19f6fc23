// A librarian at the forms, with a real browser and a real repository: see it as you type it, send two pages for review
// together, and lose nothing when two people write on one page. And strangers' pages, which get nowhere.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { launch } from './chromium.mjs';
import { build, edit, filesOf, folder as withoutGit, git, photo, remove, repository, untouched } from './editor.mjs';

const inside = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const pictures = process.env.PICTURES; // a folder for pictures of what is seen
const branch = 'refs/heads/autumn-sleep-pages';

// Two folders, an editor on each: one in Git and one without. Stories share them, and each has pages of its own.
let browser;
let office;
let plain;
before(async () => { [browser, office, plain] = await Promise.all([launch({ chromium }), begun(repository()), begun(withoutGit())]); });
after(() => Promise.all([browser?.close(), office?.close(), plain?.close()]));

async function begun(folder) {
  const editor = await edit(folder, '--name', 'Autumn sleep pages', '--by', 'Bo');
  return { folder, editor, close: () => Promise.resolve(editor.close()).then(() => remove(folder)) };
}

// desk tells a story at one of them, which opens pages, and closes them.
async function desk({ folder, editor }, story) {
  const contexts = [];
  const trouble = [];
  const open = async () => {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/London' });
    contexts.push(context);
    const page = await context.newPage();
    watch(page, editor, trouble);
    await page.goto(editor.address);
    await page.getByRole('button', { name: 'Login' }).click();
    await page.getByRole('heading', { name: 'Collections' }).waitFor();
    return page;
  };
  try {
    await story({ folder, editor, open, trouble });
    assert.deepEqual(trouble, []);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
  }
}

function watch(page, editor, trouble) {
  const homes = [editor.address, editor.pages];
  page.setDefaultTimeout(60_000);
  page.on('request', (request) => {
    if (!/^(data|blob|about):/.test(request.url()) && !homes.some((home) => request.url().startsWith(home))) trouble.push(`asked ${request.url()}`);
    if (request.frame().url().startsWith(editor.pages) && request.url().startsWith(editor.address)) trouble.push('a page asked the editor');
  });
  page.on('pageerror', (error) => { if (error.message !== 'Object') trouble.push(`a script failed: ${error.message}`); }); // so Decap says that a save was refused
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') trouble.push(`a dialog opened: ${dialog.message()}`);
    dialog.accept().catch(() => {});
  });
}

const entry = async (page, editor, collection, slug, name) => {
  await page.goto(`${editor.address}#/collections/${collection}/entries/${slug}`);
  await page.locator(`input[id^="title-field"][value="${name}"]`).waitFor();
};
const title = (page) => page.locator('input[id^="title-field"]');
const sight = (page) => page.frameLocator('#preview-pane').frameLocator('#ws-look');
const save = async (page) => {
  // The words of an earlier save may still be on the screen: the answer to this one counts.
  const answered = page.waitForResponse((response) => (response.request().postData() || '').includes('"persistEntry"'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  assert.equal((await answered).status(), 200);
  await page.getByText('Changes saved', { exact: false }).first().waitFor();
};
const picture = (page, name) => {
  if (!pictures) return undefined;
  mkdirSync(pictures, { recursive: true });
  return page.screenshot({ path: join(pictures, `${name}.png`) });
};

test('two pages are changed, seen and sent for review together', () => desk(office, async ({ folder, editor, open }) => {
  const was = untouched(folder);
  const main = git(folder, 'rev-parse', 'main');
  const page = await open();
  await picture(page, 'edit-list');

  await entry(page, editor, 'topics', 'sleep', 'Sleep');
  await page.getByText('Live since', { exact: false }).waitFor();
  await page.frameLocator('#preview-pane').locator('#ws-site').selectOption('midlothian/penicuik');
  await title(page).fill('Sleep well tonight');
  await sight(page).getByRole('heading', { level: 1, name: 'Sleep well tonight' }).waitFor();
  await sight(page).getByText('Penicuik High School').first().waitFor();
  assert.equal(git(folder, 'for-each-ref').trim(), `${main.trim()} commit\trefs/heads/main`, 'what is typed is not saved');
  await picture(page, 'edit-typed');

  await save(page);
  await page.locator('#ws-state[data-state="saved"]').getByText('Not ready for review yet', { exact: false }).waitFor();
  await entry(page, editor, 'topics', 'anger', 'Anger');
  await page.locator('[id^="summary-field"]').fill('What to do when it boils over.');
  await save(page);

  await page.locator('#ws-open', { hasText: 'Autumn sleep pages (2)' }).click();
  await picture(page, 'edit-panel');
  await page.getByRole('button', { name: 'Make ready for review (2)' }).click();
  await page.locator('#ws-state[data-state="ready"]').getByText('still on this computer alone', { exact: false }).waitFor();
  git(folder, 'update-ref', 'refs/remotes/origin/autumn-sleep-pages', branch); // as git push leaves it
  await page.reload();
  await page.locator('#ws-state[data-state="sent"]').getByText('Sent for review on', { exact: false }).waitFor();
  git(folder, 'update-ref', '-d', 'refs/remotes/origin/autumn-sleep-pages');

  assert.equal(git(folder, 'diff', '--name-only', 'main', branch), 'content/national/topics/anger.md\ncontent/national/topics/sleep.md\n');
  assert.equal(git(folder, 'rev-list', '--count', `main..${branch}`).trim(), '1', 'one commit');
  assert.equal(git(folder, 'rev-parse', `${branch}^`), main);
  const changed = git(folder, 'diff', '-U0', 'main', branch).split('\n').filter((line) => /^[-+][^-+]/.test(line));
  assert.deepEqual(changed.filter((line) => line.startsWith('+')), ['+summary: What to do when it boils over.', '+title: Sleep well tonight'], 'no other line has changed');
  assert.equal(changed.length, 4);
  assert.equal(untouched(folder), was, 'HEAD, index and files are as before');
  git(folder, 'fsck', '--strict');
}));

test('a second save of one page is refused, and neither text is lost', () => desk(office, async ({ folder, editor, open }) => {
  const [first, second] = [await open(), await open()];
  await entry(first, editor, 'topics', 'stress', 'Stress');
  await entry(second, editor, 'topics', 'stress', 'Stress');
  await title(first).fill('The first title');
  await save(first);
  await title(first).fill('The first title, again');
  await save(first);
  await title(second).fill('The second title');
  await second.getByRole('button', { name: 'Save', exact: true }).click();
  await second.locator('#ws-notices').getByText('refs/wellshelf/refused/', { exact: false }).waitFor();
  await picture(second, 'edit-conflict');
  const refused = git(folder, 'for-each-ref', '--format=%(refname)', 'refs/wellshelf/refused').trim().split('\n');
  assert.equal(refused.length, 1);
  assert.match(git(folder, 'show', '-m', '--format=', refused[0]) + git(folder, 'ls-tree', '-r', refused[0]), /./);
  const kept = git(folder, 'ls-tree', '-r', '--name-only', refused[0]).trim().split('\n').map((name) => git(folder, 'show', `${refused[0]}:${name}`)).join('\n');
  assert.match(kept, /^title: The second title$/m);
  assert.match(git(folder, 'show', 'refs/wellshelf/drafts/autumn-sleep-pages:content/national/topics/stress.md'), /^title: The first title, again$/m);
}));

test('an addition of a school stays one', () => desk(office, async ({ folder, editor, open }) => {
  const page = await open();
  await page.locator('#ws-shelf select').selectOption('midlothian/lasswade');
  await page.waitForURL(/shelf=midlothian%2Flasswade#\/collections\/midlothian\.lasswade\.topics$/); // Decap opens its first list
  await page.goto(`${editor.address}?shelf=midlothian%2Flasswade#/collections/midlothian.lasswade.topics/entries/library-spaces`);
  const file = 'content/areas/midlothian/schools/lasswade/topics/library-spaces.md';
  const was = readFileSync(join(folder, file), 'utf8');
  assert.match(was, /^text: append$/m);
  await page.locator('[id^="summary-field"]').fill('Where to go at this school.');
  await save(page);
  const now = git(folder, 'show', `refs/wellshelf/drafts/autumn-sleep-pages:${file}`);
  assert.match(now, /^text: append$/m);
  assert.match(now, /^summary: Where to go at this school\.$/m);
  assert.equal(now.split('---\n').slice(2).join('---\n'), was.split('---\n').slice(2).join('---\n'), 'the text is the same to the letter');
}));

const saveFile = async (page) => {
  const answered = page.waitForResponse((response) => (response.request().postData() || '').includes('"persistEntry"'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Save now', { exact: true }).click();
  assert.equal((await answered).status(), 200);
  await page.getByText('Changes saved', { exact: false }).first().waitFor();
};

// What differs between two states of a folder: the paths of files.
const differing = (before, after) => [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();

test('without Git, what is saved is in the file, and no other file has changed', () => desk(plain, async ({ folder, editor, open }) => {
  const file = 'content/national/topics/sleep.md';
  const was = filesOf(folder);
  const page = await open();
  await entry(page, editor, 'topics', 'sleep', 'Sleep');
  await title(page).fill('Sleep well tonight');
  await sight(page).getByRole('heading', { level: 1, name: 'Sleep well tonight' }).waitFor();
  assert.deepEqual(differing(was, filesOf(folder)), [], 'what is typed is not saved');
  await saveFile(page);
  await page.locator('#ws-state[data-state="saved"]').getByText('This folder has no Git', { exact: false }).waitFor();
  await picture(page, 'edit-without-git');
  const now = filesOf(folder);
  assert.deepEqual(differing(was, now).filter((path) => !path.startsWith('.wellshelf/')), [file]);
  assert.equal(now.get(file), was.get(file).replace(/^title: .*$/m, 'title: Sleep well tonight'));
}));

test('a picture from the device is seen on the page, which tells nothing that the camera wrote', () => desk(plain, async ({ folder, editor, open }) => {
  const secret = 'Taken at 55.8278, -3.2169';
  const was = filesOf(folder);
  const page = await open();
  await entry(page, editor, 'topics', 'anger', 'Anger');
  await page.locator('[class*="TopBar"]').filter({ hasText: /^picture/i }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Choose an image' }).click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByText('Upload', { exact: true }).click();
  await (await chosen).setFiles({ name: 'Quiet Window.png', mimeType: 'image/png', buffer: photo(secret) });
  await page.getByRole('button', { name: 'Choose selected' }).click();
  await page.locator('[id^="alt-field"]').fill('A window at night.');
  await page.frameLocator('#preview-pane').getByText('The picture appears here once you save.').waitFor();
  await saveFile(page);
  await page.frames().find((one) => one.url().startsWith(editor.pages)).waitForFunction(() => {
    const shown = document.querySelector('main img[alt="A window at night."]');
    shown?.scrollIntoView();
    return shown?.complete && shown.naturalWidth > 100;
  });
  await picture(page, 'edit-picture');

  const now = filesOf(folder);
  const [text, file] = ['content/national/topics/anger.md', 'content/national/topics/quiet-window.png'];
  assert.deepEqual(differing(was, now).filter((path) => !path.startsWith('.wellshelf/')), [text, file]);
  assert.ok(now.get(file).includes(secret), 'the file is as it came');
  assert.match(now.get(text), /^ {2}file: quiet-window\.png$/m);
  const built = build(folder, 'midlothian/beeslack');
  const [, source] = /<img[^>]* src="[./]*(assets\/[^"]+)"[^>]* alt="A window at night\."/.exec(built.get('public/midlothian/beeslack/topics/anger/index.html'));
  assert.ok(built.has(`public/midlothian/beeslack/${source}`));
  assert.deepEqual([...built].filter(([, bytes]) => bytes.includes(secret)).map(([path]) => path), []);
}));

test('T15: what is typed never runs where pages are saved', () => desk(office, async ({ editor, open, folder }) => {
  const page = await open();
  const was = git(folder, 'for-each-ref');
  const payload = '<img src=x onerror=alert(1)><script>top.document.title="owned"</script>';
  await entry(page, editor, 'topics', 'bullying', 'Bullying');
  await title(page).fill(`Bullying ${payload}`);
  await sight(page).getByRole('heading', { level: 1 }).filter({ hasText: 'onerror' }).waitFor();
  const frame = page.frames().find((one) => one.url().startsWith(editor.pages));
  const reach = await frame.evaluate((address) => {
    const seen = [];
    try { seen.push(window.top.document.title); } catch (error) { seen.push(error.name); }
    return fetch(address, { method: 'POST', mode: 'no-cors', body: '{}' }).then(() => seen.concat('asked'), () => seen.concat('refused'));
  }, editor.pages).catch((error) => [String(error)]);
  assert.equal(reach[0], 'SecurityError');
  assert.notEqual(await page.title(), 'owned');
  assert.equal(git(folder, 'for-each-ref'), was);
}));

test('T10, T13: pages of another port, which know the address, get nowhere', () => desk(office, async ({ editor, folder }) => {
  const was = untouched(folder) + git(folder, 'for-each-ref');
  const stranger = createServer((request, response) => response.setHeader('content-type', 'text/html').end('<title>A stranger</title>'));
  await new Promise((ready) => stranger.listen(0, '127.0.0.1', ready));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const [asked, answers] = [[], []];
    page.on('request', (request) => { if (request.url().startsWith(editor.address)) asked.push(request); });
    page.on('response', (response) => { if (response.url().startsWith(editor.address)) answers.push(response.status()); });
    await page.goto(`http://127.0.0.1:${stranger.address().port}/`);
    await page.evaluate(async (address) => {
      const body = JSON.stringify({ action: 'deleteFile', params: { branch: 'main', path: 'content/national/topics/sleep.md', options: { commitMessage: 'm' } } });
      const quiet = (made) => made.catch(() => {});
      await quiet(fetch(`${address}api/x`, { method: 'POST', mode: 'no-cors', credentials: 'include', body }));
      await quiet(fetch(`${address}api/x`, { method: 'POST', mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body }));
      await quiet(fetch(`${address}api/x`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }));
      await quiet(fetch(`${address}config.yml`, { mode: 'no-cors' }));
      const put = (name, at) => new Promise((done) => {
        const one = document.createElement(name);
        one.onload = one.onerror = done;
        one.src = at;
        document.body.append(one);
      });
      await put('script', `${address}decap-cms.js`);
      await put('img', `${address}wellshelf.css`);
      await put('iframe', address);
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: `${address}api/x`, enctype: 'text/plain', target: 'away' });
      const frame = document.createElement('iframe');
      frame.name = 'away';
      const posted = new Promise((done) => { frame.addEventListener('load', () => setTimeout(done, 200)); });
      document.body.append(frame, form);
      form.submit();
      await posted;
    }, editor.address);
    assert.ok(asked.length >= 7, `${asked.length} requests went out`);
    assert.deepEqual([...new Set(answers)], [403], 'what is answered at all is refused');
    assert.equal(untouched(folder) + git(folder, 'for-each-ref'), was);
  } finally {
    await context.close();
    await new Promise((closed) => { stranger.close(closed); stranger.closeAllConnections(); });
  }
}));
