// One record per process we started, so that whoever comes next (the watchdog, `npm run stop`, the next start)
// can end it in the right order, and never anything else.
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './identity.mjs';
import { until } from './wait.mjs';

/** @import { Identity, ProcessRecord } from './types.js' */

/**
 * @param {string} runDir
 * @param {string} name
 */
const fileOf = (runDir, name) => join(runDir, `${name}.pid`);

/**
 * Writes a record in one step, so that nobody ever reads half of one.
 * @param {string} runDir
 * @param {ProcessRecord} record
 */
export function writeRecord(runDir, record) {
  const file = fileOf(runDir, record.name);
  writeFileSync(`${file}.new`, JSON.stringify(record));
  renameSync(`${file}.new`, file);
}

/**
 * @param {string} runDir
 * @param {string} name
 * @returns {ProcessRecord | null}
 */
function readRecord(runDir, name) {
  try {
    return JSON.parse(readFileSync(fileOf(runDir, name), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Whether two records are of the same process.
 * @param {ProcessRecord | null} a
 * @param {ProcessRecord} b
 */
const isSame = (a, b) =>
  a?.identity?.pid === b.identity.pid &&
  a.identity.start === b.identity.start &&
  a.identity.boot === b.identity.boot;

/**
 * Removes the file of a record; one that now speaks of another process of that name stays.
 * @param {string} runDir
 * @param {ProcessRecord} record
 */
export function forgetRecord(runDir, record) {
  if (isSame(readRecord(runDir, record.name), record))
    rmSync(fileOf(runDir, record.name), { force: true });
}

/**
 * @param {string} runDir
 * @returns {ProcessRecord[]} all readable records; others are removed.
 */
export function readRecords(runDir) {
  const records = [];
  for (const name of list(runDir)) {
    const record = readRecord(runDir, name);
    if (record?.identity) records.push(record);
    else rmSync(fileOf(runDir, name), { force: true });
  }
  return records;
}

/** @param {string} runDir */
function list(runDir) {
  try {
    return readdirSync(runDir)
      .filter((file) => file.endsWith('.pid'))
      .map((file) => file.slice(0, -'.pid'.length));
  } catch {
    return [];
  }
}

/**
 * @param {Identity} identity
 * @param {NodeJS.Signals} signal
 * @param {boolean} wholeGroup
 */
function signalProcess(identity, signal, wholeGroup) {
  if (!isAlive(identity)) return;
  for (const target of wholeGroup ? [-identity.pid, identity.pid] : [identity.pid]) {
    try {
      process.kill(target, signal);
    } catch {
      // it ended in between, or leads no group
    }
  }
}

/**
 * @param {ProcessRecord} record
 * @param {string} runDir
 * @param {() => boolean} hurry
 */
async function stopOne(record, runDir, hurry) {
  const gone = () => !isAlive(record.identity);
  signalProcess(record.identity, record.signal, false);
  await until(() => gone() || hurry(), { seconds: record.seconds, every: 25 });
  if (!gone()) {
    signalProcess(record.identity, 'SIGKILL', true);
    await until(gone, { seconds: 5, every: 25 });
  }
  forgetRecord(runDir, record);
}

/**
 * Ends the processes of these records stage by stage, each stage at once: ask, wait, kill.
 * @param {ProcessRecord[]} records
 * @param {string} runDir where their files lie; they are removed
 * @param {() => boolean} [hurry] true: do not wait any longer, kill
 * @returns {Promise<string[]>} names of those that were alive
 */
export async function stopRecords(records, runDir, hurry = () => false) {
  const alive = records.filter((record) => isAlive(record.identity)).map((record) => record.name);
  const stages = [...new Set(records.map((record) => record.stage))].sort((a, b) => a - b);
  for (const stage of stages) {
    await Promise.all(
      records
        .filter((record) => record.stage === stage)
        .map((record) => stopOne(record, runDir, hurry)),
    );
  }
  return alive;
}
