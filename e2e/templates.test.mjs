// The forms by which people tell what is wrong: GitHub refuses a form with one mistake in it and shows none at all.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import yaml from 'yaml';
import { inside } from './sites.mjs';

const folder = inside('.github/ISSUE_TEMPLATE');
const forms = readdirSync(folder).filter((name) => /^\d/.test(name)).sort()
  .map((name) => ({ name, form: yaml.parse(readFileSync(`${folder}/${name}`, 'utf8')) }));

test('the forms are as GitHub asks, and the urgent one comes first', () => {
  assert.equal(forms.length, 4);
  assert.ok(forms[0].form.labels.includes('urgent'));
  for (const { name, form } of forms) {
    assert.deepEqual(Object.keys(form).sort(), ['body', 'description', 'labels', 'name', 'title'], name);
    const ids = form.body.map((part) => part.id).filter(Boolean);
    assert.equal(new Set(ids).size, ids.length, name);
    for (const part of form.body) {
      assert.ok(['markdown', 'input', 'textarea', 'dropdown'].includes(part.type), `${name}: ${part.type}`);
      assert.equal(typeof (part.type === 'markdown' ? part.attributes.value : part.attributes.label), 'string', name);
      assert.equal(Array.isArray(part.attributes.options), part.type === 'dropdown', name);
    }
    assert.ok(form.body[0].attributes.value.includes('not a way to get help'), name);
  }
});

test('GitLab has the same forms', () => {
  for (const { name, form } of forms) {
    const twin = readFileSync(inside(`.gitlab/issue_templates/${form.name}.md`), 'utf8');
    for (const { attributes } of form.body.slice(1)) assert.ok(twin.includes(`**${attributes.label}**`), `${name}: ${attributes.label}`);
    assert.ok(twin.endsWith(`/label ${form.labels.map((label) => `~${label}`).join(' ')}\n`), name);
  }
  assert.equal(readFileSync(inside('.gitlab/merge_request_templates/Default.md'), 'utf8'), readFileSync(inside('.github/PULL_REQUEST_TEMPLATE.md'), 'utf8'));
});
