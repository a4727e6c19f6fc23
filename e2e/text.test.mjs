import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { visit } from './browser.mjs';
import { host } from './host.mjs';
import { searching } from './search.mjs';
import { inside, program, web } from './sites.mjs';

// A content tree whose author writes markup where words belong.
const tree = {
  'network.md': ['name: A network', 'languages: [en]', 'time_zone: Europe/London', 'demonstration: true', 'feedback: {how: Tell someone.}',
    'publisher: {name: A publisher, email: someone@publisher.example, funding: Nobody pays., statement_on: 2026-11-20}'],
  'areas/here/area.md': ['name: Here'],
  'areas/here/schools/there/school.md': ['name: There', 'stages: [S1, S2]', 'demonstration: true'],
  'national/topics/owls.md': ['title: "Owls <img src=x onerror=alert(1)> & friends"', 'short: ["They <i>hoot</i>."]', 'updated: 2026-11-20',
    'summary: "About <b>barn owls</b> <script>alert(2)</script><svg onload=alert(3)>"'],
  'national/topics/newts.md': ['title: "Newts <a href=\'javascript:alert(4)\'>&amp;"', 'short: [They swim.]', 'updated: 2026-11-20',
    'summary: "Like owls, but \\"wet\\" </script><!-- and small"'],
};

const scratch = mkdtempSync(join(tmpdir(), 'markup-'));
let markup;
let at;

before(async () => {
  for (const [name, fields] of Object.entries(tree)) {
    const path = join(scratch, 'content', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, ['---', ...fields, '---', 'Words.', ''].join('\n'));
  }
  const into = join(scratch, 'public');
  execFileSync(program, ['build', '--content', join(scratch, 'content'), '--themes', inside('themes'), '--out', into, '--today', '2026-11-23'], {
    env: { ...process.env, XDG_CACHE_HOME: join(scratch, 'cache') }, stdio: 'pipe',
  });
  markup = await host(into);
  at = await host(web);
});

after(async () => {
  await markup?.close();
  await at?.close();
  rmSync(scratch, { recursive: true });
});

const tags = ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '"><svg onload=alert(1)>', '${alert(1)} {{alert(1)}} javascript:alert(1)', '&lt;img src=x onerror=alert(1)&gt;'];

// plain holds when the answers have no element but those the search makes itself.
async function plain(search) {
  const made = await search.answers.locator('*').evaluateAll((all) => [...new Set(all.map((one) => one.localName))].sort());
  const expected = 'a bdi button details div h2 h3 label li mark ol option p section select summary ul'.split(' ');
  assert.deepEqual(made.filter((name) => !expected.includes(name)), []);
  const handlers = await search.answers.locator('*').evaluateAll((all) => all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith('on')));
  assert.deepEqual(handlers, []);
}

test('T5 search echoes no markup', async (t) => {
  await t.test('what is typed stays text', async () => {
    for (const address of [`${markup.origin}/here/there/`, `${at.origin}/midlothian/beeslack/`]) {
      await visit(address, {}, async (page) => {
        const search = searching(page);
        for (const text of tags) {
          await search.ask(text);
          await plain(search);
          assert.equal(await search.box.inputValue(), text);
        }
      });
    }
  });

  await t.test('an address says nothing to the search', async () => {
    for (const end of ['#q=<img src=x onerror=alert(1)>', '?q=<img src=x onerror=alert(1)>', '#<script>alert(1)</script>']) {
      await visit(`${at.origin}/midlothian/beeslack/search/${end}`, {}, async (page) => {
        const search = searching(page);
        await page.waitForTimeout(400);
        assert.equal(await search.box.inputValue(), '');
        assert.equal(await search.answers.textContent(), '');
        assert.ok(!(await page.content()).includes('onerror'));
      });
    }
  });

  await t.test('titles and summaries are shown as they were written', () => visit(`${markup.origin}/here/there/`, {}, async (page) => {
    const search = searching(page);
    await search.ask('owls');
    assert.deepEqual(await search.titles(), ['Owls <img src=x onerror=alert(1)> & friends', "Newts <a href='javascript:alert(4)'>&amp;"]);
    const summaries = await search.found.locator('p').allTextContents();
    assert.ok(summaries.includes('About <b>barn owls</b> <script>alert(2)</script><svg onload=alert(3)>'), summaries.join('\n'));
    assert.ok(summaries.includes('Like owls, but "wet" </script><!-- and small'), summaries.join('\n'));
    await search.answers.getByText((await search.words()).narrow).click();
    await search.answers.locator('option').first().waitFor({ state: 'attached' });
    await plain(search);
    assert.deepEqual(await search.marks.allTextContents(), ['Owls', 'owls', 'owls']);
    for (const href of await search.links.evaluateAll((links) => links.map((link) => link.href))) assert.ok(href.startsWith(markup.origin), href);
  }));
});

const odd = {
  'ten thousand characters': 'sleep '.repeat(1666) + 'well',
  'one word of ten thousand letters': 'a'.repeat(10_000),
  'ten thousand words of someone who needs help': 'i want to die '.repeat(714),
  'only little words': 'what is it that i am to be',
  'punctuation': '?!... --- ((( *** ""',
  'an emoji': '😭😭😭',
  'emoji among words': '😭 cant 😭 sleep 😭',
  'right to left': 'לא מצליח לישון',
  'both directions': 'sleep النوم sleep',
  'marks that turn the direction': '\u202Esleep\u202C \u2066x\u2069',
  'NUL': '\0sleep\0',
  'half a character': 'sleep \uD83D',
  'names of things in scripts': '__proto__ constructor toString hasOwnProperty',
  'many marks on one letter': 'a' + '\u0301'.repeat(500) + ' sleep',
};

for (const [what, text] of Object.entries(odd)) {
  test(`${what}: the search answers and nothing breaks`, () => visit(`${at.origin}/midlothian/beeslack/`, {}, async (page) => {
    const search = searching(page);
    await search.ask(text);
    assert.notEqual(await search.answers.textContent(), '');
    await search.ask('anxiety');
    assert.equal((await search.titles())[0], 'Anxiety and worry', 'and still works after');
  }));
}
