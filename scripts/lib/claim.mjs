// One launcher per data directory: who holds it is written down, and a dead holder's claim is void.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { LauncherError } from './fail.mjs';
import { isAlive } from './identity.mjs';
import { readLock, takeLock } from './lock.mjs';

/** @import { Claim } from './types.js' */

/** @param {string} runDir */
const file = (runDir) => join(runDir, 'launcher.json');

/**
 * @param {string} runDir
 * @returns {Claim | null} the claim, null when there is none or it is torn
 */
export const readClaim = (runDir) => /** @type {Claim | null} */ (readLock(file(runDir)));

/**
 * @param {Claim} held
 * @param {string} data
 */
const refusal = ({ url, identity }, data) =>
  new LauncherError(
    `Leitstand already runs on ${data}: ${url} (process ${identity.pid}); stop it with "npm run stop", or set LEITSTAND_DATA_DIR and LEITSTAND_PORT_BASE for a second one`,
  );

/**
 * Takes the data directory for this process.
 * @param {string} runDir
 * @param {{run: string, url: string, data: string}} who
 * @throws {LauncherError} when another launcher lives on it
 */
export function claim(runDir, { run, url, data }) {
  const held = /** @type {Claim | null} */ (takeLock(file(runDir), { run, url }));
  if (held) throw refusal(held, data);
}

/**
 * @param {string} runDir
 * @param {string} data
 * @throws {LauncherError} when a launcher lives on the data directory
 */
export function requireUnclaimed(runDir, data) {
  const held = readClaim(runDir);
  if (held && isAlive(held.identity)) throw refusal(held, data);
}

/**
 * Whether the data directory is held by that run.
 * @param {string} runDir
 * @param {string} run
 */
export const holds = (runDir, run) => readClaim(runDir)?.run === run;

/**
 * Gives the data directory back, if the claim is of that run.
 * @param {string} runDir
 * @param {string} run
 */
export function releaseClaim(runDir, run) {
  if (holds(runDir, run)) rmSync(file(runDir), { force: true });
}
