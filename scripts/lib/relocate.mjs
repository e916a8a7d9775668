// Debian's Alertmanager opens its templates by an absolute path that a private copy does not have. The path is a constant
// of the program; we write one of the same length over it that leads to the working directory, and the wrapper goes there.
import { readFileSync, writeFileSync } from 'node:fs';

const FROM = '/usr/share/prometheus/alertmanager';

/** Where the wrapper must stand, relative to the unpacked root. */
export const STAND = 'usr/share/prometheus';

const to = () => {
  const [head, tail] = ['/proc/self/cwd', 'alertmanager'];
  return head + '/'.repeat(FROM.length - head.length - tail.length) + tail;
};

/**
 * Rewrites the path in a program file. A program without it is left as it is.
 * @param {string} file
 * @returns {boolean} whether there was something to rewrite
 */
export function relocateTemplates(file) {
  const bytes = readFileSync(file);
  let found = false;
  for (let at = bytes.indexOf(FROM); at >= 0; at = bytes.indexOf(FROM, at)) {
    bytes.write(to(), at, 'latin1');
    found = true;
  }
  if (found) writeFileSync(file, bytes);
  return found;
}
