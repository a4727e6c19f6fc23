// What the Nu HTML checker finds wrong.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const checker = createRequire(import.meta.url)('vnu-jar');

/** errorsIn are what the checker finds wrong in pages of folders, or in single pages, in words: page, line, what. */
export function errorsIn(paths) {
  // The quick compiler of Java alone: the thorough one costs more in this minute than its code saves.
  const flags = ['-Xss4m', '-Xmx1g', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', checker, '--errors-only', '--skip-non-html', '--exit-zero-always', '--stdout', '--format', 'json'];
  return new Promise((done, failed) => {
    execFile('java', [...flags, ...paths], { maxBuffer: 1 << 28 }, (error, out) => {
      if (error) return failed(error);
      done(JSON.parse(out).messages.map(({ url, lastLine, message, extract }) => `${url ? fileURLToPath(url) : ''}:${lastLine}: ${message} ${(extract || '').replaceAll('\n', ' ')}`));
    });
  });
}
