// Where things lie. Every path is absolute.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  statSync,
  statfsSync,
  readdirSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LauncherError, codeOf } from './fail.mjs';

/** @import { Paths } from './types.js' */

/** The root of the checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * The layout below a data directory.
 * @param {string} [dir] LEITSTAND_DATA_DIR, relative to the checkout; default `.leitstand`
 * @returns {Paths}
 */
export function layout(dir = process.env.LEITSTAND_DATA_DIR || '.leitstand') {
  const data = resolve(ROOT, dir);
  return {
    data,
    bin: resolve(ROOT, process.env.LEITSTAND_BIN_DIR || join(data, 'bin')),
    run: join(data, 'run'),
    log: join(data, 'log'),
    secrets: join(data, 'secrets'),
    credentials: join(data, 'credentials'),
    postgres: join(data, 'postgres'),
    redis: join(data, 'redis'),
    prometheus: join(data, 'prometheus'),
    targets: join(data, 'targets'),
    alertmanager: join(data, 'alertmanager'),
    blackbox: join(data, 'blackbox'),
    mailbox: join(data, 'mailbox'),
    shop: join(data, 'shop'),
    rules: process.env.LEITSTAND_RULES_DIR
      ? resolve(ROOT, process.env.LEITSTAND_RULES_DIR)
      : join(data, 'rules'),
    audit: process.env.LEITSTAND_AUDIT_DIR
      ? resolve(ROOT, process.env.LEITSTAND_AUDIT_DIR)
      : join(data, 'audit'),
  };
}

/**
 * Like `mkdir -p`, one step at a time: Node's own `recursive` never ends where the system says "no such directory".
 * @param {string} dir
 * @param {number} mode
 */
function makeDirectory(dir, mode) {
  if (existsSync(dir)) {
    if (statSync(dir).isDirectory()) return;
    throw new LauncherError(
      `${dir} is a file: remove it, or set LEITSTAND_DATA_DIR to a directory`,
    );
  }
  if (dirname(dir) !== dir) makeDirectory(dirname(dir), 0o755);
  try {
    mkdirSync(dir, mode);
  } catch (error) {
    if (codeOf(error) === 'ENOENT')
      throw new LauncherError(
        `${dir} cannot be made: set LEITSTAND_DATA_DIR to a directory you may write to`,
      );
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/**
 * Makes the directories every start needs; secrets, run, log and audit are for the owner alone.
 * @param {Paths} paths
 */
export function makeDirectories(paths) {
  for (const dir of [paths.data, paths.bin, paths.rules]) makeDirectory(dir, 0o755);
  for (const dir of [paths.secrets, paths.run, paths.log, paths.audit]) makeDirectory(dir, 0o700);
}

/**
 * Refuses to begin on a disk that is as good as full.
 * @param {string} dir an existing directory on that disk
 * @param {number} bytes what the next steps need
 */
export function requireSpace(dir, bytes) {
  const { bavail, bsize } = statfsSync(dir);
  const free = bavail * bsize;
  if (free >= bytes) return;
  /** @param {number} n */
  const mb = (n) => `${Math.round(n / 1e6)} MB`;
  const elsewhere =
    dir === ROOT ? 'clone Leitstand to a larger disk' : 'set LEITSTAND_DATA_DIR to a larger disk';
  throw new LauncherError(
    `${dir}: only ${mb(free)} free, ${mb(bytes)} needed: free some space or ${elsewhere}`,
  );
}

/** @throws {LauncherError} when packages and programs cannot be put into the checkout */
export function requireWritableCheckout() {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch (error) {
    const why =
      codeOf(error) === 'EROFS'
        ? 'lies on a read-only file system'
        : `may not be written to by ${userInfo().username}`;
    throw new LauncherError(
      `the checkout ${ROOT} ${why}, but packages and programs are built there: clone Leitstand to a directory of your own, or change the owner of this one`,
    );
  }
}

/** The lock of everybody who installs packages into the checkout or builds there. */
export const CHECKOUT_LOCK = join(ROOT, 'dist/.lock');

/** Folders without code of ours. */
const NO_CODE = new Set([
  'node_modules',
  'dist',
  'coverage',
  'docs',
  'alerts',
  'deploy',
  'grafana',
  'templates',
]);

/**
 * The top-level folders that may hold code. What the walls are asked about is found, not listed, so that a new folder is seen.
 * @param {string} root of the project
 * @returns {string[]} names
 */
export function placesOfCode(root) {
  return readdirSync(root, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NO_CODE.has(entry.name),
    )
    .map((entry) => entry.name);
}
