// One record per process we started, so that whoever comes next (the watchdog, `npm run stop`, the next start)
// can end it in the right order, and never anything else.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive } from './identity.mjs';
import { until } from './wait.mjs';

/**
 * @typedef {{name: string, run: string, stage: number, signal: string, seconds: number,
 *   identity: {pid: number, start: string, boot: string}}} Record
 * `stage`: lower stages end first; `seconds`: how long it may take before it is killed.
 */

/** Writes the record of a process that was just started; nothing when it is already gone. */
export function recordProcess(runDir, { name, run, stage, signal, seconds, pid }) {
  const identity = identify(pid);
  if (!identity) return;
  writeFileSync(join(runDir, `${name}.pid`), JSON.stringify({ name, run, stage, signal, seconds, identity }));
}

/** Removes the record of a process. */
export function forgetProcess(runDir, name) {
  rmSync(join(runDir, `${name}.pid`), { force: true });
}

/** @returns {Record[]} all readable records; torn ones are removed. */
export function readRecords(runDir) {
  const records = [];
  for (const file of list(runDir)) {
    try {
      records.push(JSON.parse(readFileSync(join(runDir, file), 'utf8')));
    } catch {
      rmSync(join(runDir, file), { force: true });
    }
  }
  return records;
}

function list(runDir) {
  try {
    return readdirSync(runDir).filter((file) => file.endsWith('.pid'));
  } catch {
    return [];
  }
}

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

async function stopOne(record, runDir, hurry) {
  signalProcess(record.identity, record.signal, false);
  const gone = () => !isAlive(record.identity);
  if (!(await until(gone, { seconds: hurry() ? 0 : record.seconds, every: 25 }))) {
    signalProcess(record.identity, 'SIGKILL', true);
    await until(gone, { seconds: 5, every: 25 });
  }
  forgetProcess(runDir, record.name);
}

/**
 * Ends the processes of these records stage by stage, each stage at once: ask, wait, kill.
 * @param {Record[]} records
 * @param {string} runDir where their files lie; they are removed
 * @param {() => boolean} [hurry] true: do not wait, kill
 * @returns {Promise<string[]>} names of those that were alive
 */
export async function stopRecords(records, runDir, hurry = () => false) {
  const alive = records.filter((record) => isAlive(record.identity)).map((record) => record.name);
  const stages = [...new Set(records.map((record) => record.stage))].sort((a, b) => a - b);
  for (const stage of stages) {
    await Promise.all(records.filter((record) => record.stage === stage).map((record) => stopOne(record, runDir, hurry)));
  }
  return alive;
}
