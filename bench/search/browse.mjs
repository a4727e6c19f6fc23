// Asks questions in a real browser, of the sites' own search and of Pagefind, and says what was fetched and how long
// it took. Standard input holds {"engine": folder of the search's modules, "subjects": [...]}, standard output gets a
// list of what was seen, one for each subject and engine.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { host } from '../../e2e/host.mjs';
import { launch } from '../../e2e/chromium.mjs';
import { ours, theirs } from './engines.mjs';
import { watch } from './watch.mjs';

const { engine, subjects } = JSON.parse(readFileSync(0, 'utf8'));
const browser = await launch(createRequire(new URL('../../e2e/package.json', import.meta.url))('playwright-core'));
const seen = [];
try {
  for (const subject of subjects) {
    writeFileSync(join(subject.bundle, 'index.html'), '<!doctype html><html lang="en"><title>Pagefind</title>');
    seen.push(await measure(subject, 'wellshelf', subject.root, `${subject.site}/`, ours(engine)));
    seen.push(await measure(subject, 'Pagefind 1.6', subject.bundle, '', theirs()));
  }
} finally {
  await browser.close();
}
writeFileSync(1, JSON.stringify(seen));

async function measure(subject, name, folder, path, search) {
  const at = await host(folder);
  const address = `${at.origin}/${path}`;
  const asking = { at, folder, address, search };
  try {
    return {
      subject: subject.name,
      engine: name,
      questions: await each(subject.questions, (question) => first(asking, question)),
      misspelt: await each(subject.misspelt, (question) => first(asking, question)),
      ...(await warm(address, search, [...subject.questions, ...subject.misspelt])),
    };
  } finally {
    await at.close();
  }
}

async function each(list, work) {
  const done = [];
  for (const one of list) done.push(await work(one));
  return done;
}

// first asks one question in a new profile: what is fetched until its first ten results stand there.
async function first({ at, folder, address, search }, question) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    at.requests.length = 0;
    const watched = watch(page);
    await page.goto(address);
    watched.begin();
    await search.prepare(page);
    const results = await search.ask(page, question);
    await answered(at);
    const fetched = at.requests.filter((request) => search.counts(request.path));
    return { question, results, requests: fetched.length, chain: watched.chain(), ...search.sorted(fetched, folder) };
  } finally {
    await context.close();
  }
}

// answered waits until the host has noted the bytes of every answer, which it does a moment after the browser has them.
async function answered(at) {
  while (at.requests.some((request) => !request.status)) await pause(2);
}

// warm asks all questions twice in one page; the second time nothing is fetched any more.
async function warm(address, search, questions) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(address);
    await search.prepare(page);
    await search.times(page, questions);
    return await search.times(page, questions);
  } finally {
    await context.close();
  }
}
