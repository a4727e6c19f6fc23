// The Chromium of this machine, quiet.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function program() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH || '').split(delimiter);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find(runs);
  if (!found) throw new Error('no Chromium here: make tools installs it, or name one in CHROMIUM');
  return found;
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** launch starts a browser that asks nothing of the network by itself. It takes playwright-core from its caller, who may
 * be outside this folder; more is what else the browser is told. */
export function launch({ chromium }, ...more) {
  return chromium.launch({
    executablePath: program(),
    chromiumSandbox: false, // pages of our own only, and root has no sandbox
    args: ['--disable-background-networking', '--disable-component-update', '--disable-gpu', ...more],
  });
}
