// Decap's protocol: the same requests, as its page makes them, to its own server and to the editor, on equal
// repositories. Answers are the same JSON, but for the differences listed here with their reasons.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { api, decapServer, edit, git, post, remove, repository, untouched } from './editor.mjs';

const topics = 'content/national/topics';
const sleep = `${topics}/sleep.md`;
const worry = `${topics}/worry.md`;
const head = (title) => `---\ntitle: ${title}\nsummary: Rest well.\nshort:\n  - A bad night does no harm.\nupdated: 2026-01-01\n---\n`;
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const files = {
  'README.md': 'about\n',
  'content/network.md': '---\nname: The network\ntheme: shine\nlanguages: [en, gd]\ntime_zone: Europe/London\n---\n',
  'content/areas/midlothian/area.md': '---\nname: Midlothian\n---\n',
  'content/areas/midlothian/schools/beeslack/school.md': '---\nname: Beeslack\nstages: [S1]\n---\n',
  [sleep]: `${head('Sleep')}\nLie down.\n`,
  [worry]: `${head('Worry')}\nBreathe out.\n`,
  [`${topics}/sleep.gd.md`]: '---\ntitle: Cadal\n---\n\nLaigh sìos.\n',
};

/** What differs, by the name of the step, and why. `ours` and `theirs` see an answer before the two are compared. */
const differences = {
  info: {
    why: 'the folder is named by the machine',
    both: ({ answer }) => ({ ...answer, repo: '' }),
  },
  'entries of a folder': {
    why: 'a translation has a list of its own: it does not end in .md alone',
    theirs: ({ answer }) => answer.filter((one) => !one.file.path.endsWith('.gd.md')),
  },
  'a path outside the repository': { why: 'the sentence says what to do', both: () => ({}) },
  'git’s own settings': { why: 'Decap’s server hands out .git/config, which may hold passwords; ours refuses', status: [200, 422], both: () => ({}) },
  'a page beside the content': { why: 'only the content folder is edited', status: [200, 422], both: () => ({}) },
  'a hook of git': { why: 'Decap’s server writes .git/hooks, and git runs it; ours refuses', status: [200, 422], both: () => ({}) },
  'an entry nobody works on': { why: 'theirs says it as message, which the page does not read', both: () => ({}) },
  'a saved entry': {
    why: 'the time is that of the save, not of a file; who saved it is known; paths of a changed file are told once, and theirs strips one letter too many',
    both: ({ answer }) => ({ ...answer, updatedAt: typeof Date.parse(answer.updatedAt), pullRequestAuthor: undefined, diffs: answer.diffs.map((one) => ({ ...one, oldPath: undefined, newPath: undefined })) }),
  },
  'a new status': { why: 'no branch has a description; the sentence says the status', both: ({ answer }) => typeof answer.message },
  'no such status': { why: 'theirs takes any word, and then lists an entry without a status', status: [200, 422], both: () => ({}) },
  'the entry taken out': { why: 'nobody reads the sentence', both: ({ answer }) => typeof answer.message },
  'an unknown action': { why: 'the list of known actions is longer: notes', both: ({ answer }) => typeof answer.error },
  'where the page is': { why: 'theirs knows no pages', both: ({ answer }) => (answer === null || /\/midlothian\/beeslack\/topics\/sleep\/$/.test(answer.url) ? 'page' : answer) },
  notes: { why: 'theirs has none; the page then shows none', status: [422, 200], both: () => ({}) },
  'a published entry': {
    why: 'the base branch is checked out here: its files would lag behind, so merging is left to the Git host. Theirs merges',
    status: [200, 422], both: () => ({}),
  },
  'pictures of a folder': {
    why: 'theirs sends every file of the folder, texts too',
    theirs: ({ answer }) => answer.filter((one) => !one.path.endsWith('.md')),
  },
  'the new entry’s text': {
    why: 'fields stand in the order of the table of kinds, as in every file',
    both: ({ answer }) => withoutBase(answer).data.split('\n').sort(),
  },
};

const on = (action, params = {}) => ({ branch: 'main', action, params: { branch: 'main', ...params } });
const key = { collection: 'topics', slug: 'sleep' };
const save = (path, slug, raw) => on('persistEntry', {
  dataFiles: [{ path, slug, raw }], assets: [],
  options: { newEntry: false, commitMessage: `Update Topics “${slug}”`, collectionName: 'topics', useWorkflow: true, unpublished: false, status: 'draft', hasSubfolders: true },
});

const steps = [
  ['info', on('info')],
  ['entries of a folder', on('entriesByFolder', { folder: topics, extension: 'md', depth: 1 })],
  ['entries of a folder, as a translation', on('entriesByFolder', { folder: topics, extension: 'gd.md', depth: 1 })],
  ['entries of no folder', on('entriesByFolder', { folder: 'content/national/books', extension: 'md', depth: 1 })],
  ['entries by name', on('entriesByFiles', { files: [{ path: worry, label: 'Worry' }, { path: sleep }, { path: `${topics}/none.md` }] })],
  ['one entry', on('getEntry', { path: sleep })],
  ['a missing entry', on('getEntry', { path: `${topics}/none.md` })],
  ['a path outside the repository', on('getEntry', { path: '../secret/x.md' })],
  ['git’s own settings', on('getEntry', { path: '.git/config' })],
  ['a page beside the content', on('getEntry', { path: 'README.md' })],
  ['a hook of git', on('persistMedia', { asset: { path: '.git/hooks/post-checkout', content: 'IyEvYmluL3RydWUK', encoding: 'base64' }, options: { commitMessage: 'm' } })],
  ['nothing under way', on('unpublishedEntries')],
  ['an entry nobody works on', on('unpublishedEntry', key)],
  ['a save', save(sleep, 'sleep', `${head('Sleep well')}\nLie down.\n`)],
  ['one entry under way', on('unpublishedEntries')],
  ['a saved entry', on('unpublishedEntry', key)],
  ['a saved entry, by its id', on('unpublishedEntry', { id: 'topics/sleep' }), 'a saved entry'],
  ['its text', on('unpublishedEntryDataFile', { ...key, id: sleep, path: sleep })],
  ['a new status', on('updateUnpublishedEntryStatus', { ...key, newStatus: 'pending_review' })],
  ['a saved entry with that status', on('unpublishedEntry', key), 'a saved entry'],
  ['no such status', on('updateUnpublishedEntryStatus', { ...key, newStatus: 'finished' })],
  ['the status again', on('updateUnpublishedEntryStatus', { ...key, newStatus: 'pending_publish' }), 'a new status'],
  ['where the page is', on('getDeployPreview', key)],
  ['notes', on('getNotes', key)],
  ['a picture', on('persistMedia', { asset: { path: `${topics}/dot.png`, content: pixel, encoding: 'base64' }, options: { commitMessage: 'Upload' } })],
  ['the picture again', on('getMediaFile', { path: `${topics}/dot.png` })],
  ['pictures of a folder', on('getMedia', { mediaFolder: topics })],
  ['a new entry', save(`${topics}/rest.md`, 'rest', `${head('Rest')}\nRest.\n`)],
  ['two entries under way', on('unpublishedEntries')],
  ['the new entry’s text', on('unpublishedEntryDataFile', { collection: 'topics', slug: 'rest', id: `${topics}/rest.md`, path: `${topics}/rest.md` })],
  ['the entry taken out', on('deleteUnpublishedEntry', { collection: 'topics', slug: 'rest' })],
  ['one left', on('unpublishedEntries')],
  ['a deleted file', on('deleteFile', { path: worry, options: { commitMessage: 'Delete' } })],
  ['a published entry', on('publishUnpublishedEntry', key)],
  ['a deleted file, missing', on('getEntry', { path: worry })],
  ['deleted files', on('deleteFiles', { paths: [`${topics}/none.md`], options: { commitMessage: 'Delete' } })],
  ['another branch', { branch: 'other', action: 'getEntry', params: { branch: 'other', path: sleep } }],
  ['an unknown action', on('format')],
  ['no action', { params: {} }, 'an unknown action'],
  ['a request without parameters', { action: 'getEntry' }],
  ['no path', on('getEntry')],
  ['an empty path', on('getEntry', { path: '' })],
  ['a path of another type', on('getEntry', { path: 3 })],
  ['no folder', on('entriesByFolder', { extension: 'md', depth: 1 })],
  ['no message', on('deleteFile', { path: sleep, options: {} })],
  ['no files', on('deleteFiles', { paths: [], options: { commitMessage: 'm' } })],
  ['unknown keys', on('getEntry', { path: `${topics}/none.md`, colour: 'blue' })],
];

const plain = { ours: ({ answer }) => answer, theirs: ({ answer }) => answer };

// The one difference that every text has: a line by which a later save says what it was made from.
function withoutBase(value) {
  return JSON.parse(JSON.stringify(value), (name, inner) => (name === 'data' && typeof inner === 'string' ? inner.replace(/^wellshelf_base: sha256-[0-9a-f]{64}\n/m, '') : inner));
}

let ours, theirs, ourFolder, theirFolder;
before(async () => {
  [ourFolder, theirFolder] = [repository(files), repository(files)];
  [ours, theirs] = await Promise.all([edit(ourFolder, '--name', 'Conformance'), decapServer(theirFolder)]);
});
after(async () => {
  await Promise.all([ours.close(), theirs.close()]);
  [ourFolder, theirFolder].forEach(remove);
});

test('the editor answers as Decap’s own server does', async (t) => {
  const ask = await api(ours);
  const before = untouched(ourFolder);
  for (const [name, request, as = name] of steps) {
    await t.test(name, async () => {
      const [mine, other] = [await ask(request), await post(theirs.address, request)];
      const known = { ...plain, ...(differences[as]?.both ? { ours: differences[as].both, theirs: differences[as].both } : {}), ...differences[as] };
      assert.deepEqual([other.status, mine.status], known.status || [other.status, other.status], JSON.stringify([other.answer, mine.answer]));
      assert.deepEqual(withoutBase(known.ours(mine)), withoutBase(known.theirs(other)));
    });
  }
  assert.equal(untouched(ourFolder), before, 'nothing of the working tree or the index has changed');
  assert.notEqual(git(theirFolder, 'rev-parse', 'HEAD'), git(ourFolder, 'rev-parse', 'HEAD'));
});

test('every listed difference is there', () => {
  const used = new Set(steps.map(([name, , as = name]) => as));
  assert.deepEqual(Object.keys(differences).filter((name) => !used.has(name)), []);
});
