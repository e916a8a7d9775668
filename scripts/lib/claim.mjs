// One launcher per data directory: who holds it is written down, and a dead holder's claim is void.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './fail.mjs';
import { identify, isAlive } from './identity.mjs';

const file = (runDir) => join(runDir, 'launcher.json');

/** @returns {{run: string, url: string, identity: object} | null} the claim, null when there is none or it is torn */
export function readClaim(runDir) {
  try {
    return JSON.parse(readFileSync(file(runDir), 'utf8'));
  } catch {
    return null;
  }
}

function place(runDir, claim) {
  const own = join(runDir, `launcher.${process.pid}`);
  writeFileSync(own, JSON.stringify(claim), { mode: 0o600 });
  try {
    linkSync(own, file(runDir)); // fails when the name exists: the one atomic step
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

function removeStale(runDir) {
  const aside = join(runDir, `launcher.stale.${process.pid}`);
  try {
    renameSync(file(runDir), aside);
  } catch {
    return; // somebody else was faster
  }
  rmSync(aside, { force: true });
}

/**
 * Takes the data directory for this process.
 * @param {string} runDir
 * @param {{run: string, url: string, data: string}} who
 * @throws {Refusal} when another launcher lives on it
 */
export function claim(runDir, { run, url, data }) {
  const mine = { run, url, identity: identify(process.pid) };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (place(runDir, mine)) return;
    const held = readClaim(runDir);
    if (held && isAlive(held.identity)) {
      throw new Refusal(
        `Leitstand already runs on ${data}: ${held.url} (process ${held.identity.pid}); stop it with "npm run stop", or set LEITSTAND_DATA_DIR and LEITSTAND_PORT_BASE for a second one`,
      );
    }
    removeStale(runDir);
  }
  throw new Refusal(`${file(runDir)} is fought over by several starts: start Leitstand once`);
}

/** Gives the data directory back, if the claim is of that run. */
export function releaseClaim(runDir, run) {
  if (readClaim(runDir)?.run === run) rmSync(file(runDir), { force: true });
}
