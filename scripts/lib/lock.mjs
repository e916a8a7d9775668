// A file that one living process holds: it appears in one step, and is void when its holder is dead.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LauncherError, codeOf } from './fail.mjs';
import { identify, isAlive } from './identity.mjs';
import { pause } from './wait.mjs';

/** @import { Lock } from './types.js' */

/**
 * @param {string} file
 * @returns {Lock | null} what the file says, null when there is none or it is torn
 */
export function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {object} content
 */
function place(file, content) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(content));
  try {
    linkSync(own, file); // fails when the name exists: the one atomic step
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/** @param {string} file */
function removeStale(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return; // somebody else was faster
    throw error;
  }
  rmSync(aside, { force: true });
}

/**
 * Takes the file for this process, if no living process holds it.
 * @param {string} file
 * @param {object} content what others shall read there, beside the identity of this process
 * @returns {Lock | null} the living holder's content; null when the file is ours now
 */
export function takeLock(file, content = {}) {
  const mine = { ...content, identity: identify(process.pid) };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (place(file, mine)) return null;
    const held = readLock(file);
    if (held && isAlive(held.identity)) return held;
    removeStale(file);
  }
  throw new LauncherError(`${file} is fought over by several starts: start Leitstand once`);
}

/**
 * Does work that two processes must not do at once; waits for its turn.
 * @template T
 * @param {string} file the lock
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} [waits] told once, when another process is at it
 * @returns {Promise<T>}
 */
export async function withLock(file, work, waits = () => {}) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  for (let holder = takeLock(file); holder; holder = takeLock(file)) {
    if (!told) waits(holder.identity.pid);
    told = true;
    await pause(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
