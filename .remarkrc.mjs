// Tells the VS Code extension `unifiedjs.vscode-remark`, and remark-cli, which JSON Schema the fields of each entry have.
// Schemas and the files they are for are written by `wellshelf schema --out .vscode/schemas`. The two plugins come with
// `npm ci --prefix .vscode`; without them nothing is checked here, and `wellshelf check` says the same and more.

import { readFileSync } from 'node:fs';

const plugins = [];
try {
  const { default: fields } = await import('./.vscode/node_modules/remark-frontmatter/index.js');
  const { default: rule } = await import('./.vscode/node_modules/remark-lint-frontmatter-schema/dist/index.js');
  const files = JSON.parse(readFileSync(new URL('./.vscode/schemas/files.json', import.meta.url), 'utf8'));
  const schemas = Object.fromEntries(Object.entries(files).map(([schema, patterns]) => [`.vscode/schemas/${schema}`, patterns]));
  plugins.push(fields, [rule, { schemas }]);
} catch (missing) {
  if (missing.code !== 'ERR_MODULE_NOT_FOUND') throw missing;
}

export default { plugins };
