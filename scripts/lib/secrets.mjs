// Passwords and keys: made once, kept 0600 below <data>/secrets.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret of that name; made on first use.
 * @param {string} dir <data>/secrets
 * @param {string} name file name
 * @returns {string} 64 hexadecimal digits
 */
export function secret(dir, name) {
  const file = join(dir, name);
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (text) return text;
  const made = randomBytes(32).toString('hex');
  writeFileSync(`${file}.new`, `${made}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file); // a torn write leaves no half secret
  return made;
}

/**
 * The path below which a private Prometheus, Alertmanager and blackbox exporter answer: whoever does not know it, like a page of another site in somebody's
 * browser, can neither ask them anything nor end them.
 * @param {import('./types.js').Paths} paths
 * @returns {{prometheus: string, alertmanager: string, blackbox: string}} with a slash before it, and none behind
 */
export const webPrefixes = ({ secrets }) => ({
  prometheus: `/${secret(secrets, 'prometheus-path')}`,
  alertmanager: `/${secret(secrets, 'alertmanager-path')}`,
  blackbox: `/${secret(secrets, 'blackbox-path')}`,
});
