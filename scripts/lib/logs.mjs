// The log of each service, and the line in it that says why it ended.
import { fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';

const LARGEST = 20e6; // bytes; a longer log is put aside at the next start of its service

/**
 * Where a service's output goes.
 * @param {string} logDir
 * @param {string} name
 */
export const logFile = (logDir, name) => join(logDir, `${name}.log`);

/**
 * Opens a log to append to. One that cannot be opened (the disk is full, its folder is gone) keeps no service from starting.
 * @param {string} file
 * @returns {{descriptor: number, size: number, fault: unknown}} `size`: where the coming lines begin; `fault`: why they go nowhere,
 *   null when they do not
 */
export function openLog(file) {
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST)
      renameSync(file, `${file}.1`);
    const descriptor = openSync(file, 'a', 0o600);
    return { descriptor, size: fstatSync(descriptor).size, fault: null };
  } catch (fault) {
    return { descriptor: openSync(devNull, 'a'), size: 0, fault };
  }
}

/**
 * What explains an end, among the lines written since the log had `size` bytes.
 * @param {string} file
 */
export function wordsSince(file, size = 0) {
  try {
    return explainLog(readFileSync(file).subarray(size).toString('utf8'));
  } catch {
    return 'it left no log';
  }
}

/**
 * Out of a log, the line that explains an end: the last error of a JSON log, else the last line.
 * @param {string} text
 */
export function explainLog(text) {
  const lines = text
    .trim()
    .split('\n')
    .slice(-60)
    .map((line) => line.trim())
    .filter(Boolean);
  for (const line of [...lines].reverse()) {
    const entry = line.startsWith('{') ? parse(line) : null;
    if (entry && Number(entry.level) >= 50)
      return String(entry.err?.message ?? entry.msg ?? '').split('\n')[0];
    const named =
      /^(?:Uncaught )?(\w*Error|FATAL|PANIC|panic|error|Error)\b.*?: ?(.+)$/.exec(line) ??
      /\b(FATAL|PANIC):\s+(.+)$/.exec(line);
    if (named) return line.slice(0, 300);
  }
  return (lines.at(-1) ?? 'it said nothing').slice(0, 300);
}

/**
 * @param {string} line
 * @returns {{level?: unknown, msg?: unknown, err?: {message?: unknown}} | null}
 */
function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
