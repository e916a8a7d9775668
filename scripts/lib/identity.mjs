// A process number says little: numbers are used again. A process is known by number, start time and boot.
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

/** @import { Identity } from './types.js' */

/** @param {string} file */
const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};

const BOOT = read('/proc/sys/kernel/random/boot_id')?.trim() ?? 'no-boot-id';

/**
 * Start time of a living process as an opaque text, null when there is none. A zombie counts as gone, unless threads of it are still ending:
 * until then they hold its ports.
 * @param {number} pid
 * @returns {string | null}
 */
function startTime(pid) {
  if (process.platform !== 'linux') return startTimeByPs(pid);
  const stat = read(`/proc/${pid}/stat`);
  if (!stat) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, threads] = [fields[0], Number(fields[17])];
  return state === 'X' || (state === 'Z' && threads <= 1) ? null : fields[19];
}

/** @param {number} pid */
function startTimeByPs(pid) {
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
    );
  } catch {
    return null;
  }
}

/**
 * What identifies a process beyond doubt.
 * @param {number} pid
 * @returns {Identity | null} null when it does not live
 */
export function identify(pid) {
  const start = startTime(pid);
  return start === null ? null : { pid, start, boot: BOOT };
}

/**
 * Whether exactly that process still lives.
 * @param {Identity | null | undefined} identity
 */
export function isAlive(identity) {
  return identity?.boot === BOOT && startTime(identity.pid) === identity.start;
}

/**
 * The words of a process's command line; none when unknown.
 * @param {number | string} pid
 */
export function commandWords(pid) {
  return (read(`/proc/${pid}/cmdline`) ?? '').split('\0').slice(0, -1);
}
