// Keeps long-running processes alive: starts them in their own process group, waits until they are ready, starts them
// again with back-off when they die, and ends them in order.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './fail.mjs';
import { tiedToParent } from './run.mjs';
import { forgetProcess, readRecords, recordProcess, stopRecords } from './pidfiles.mjs';
import { until } from './wait.mjs';

/**
 * @typedef {{name: string, say: string, stage: number, command: string[], env?: object, cwd?: string,
 *   wrap?: (command: string[], signal: string) => string[], signal?: string, seconds?: number,
 *   ready: () => unknown, readySeconds?: number, before?: () => unknown}} Service
 * `stage`: lower ends first. `before` runs before every start. `signal` ends it kindly, within `seconds`.
 */

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 30_000;
const CALM = 60_000; // after this long alive, an end counts as the first again

export class Supervisor {
  #entries = new Map();
  #stopping = false;

  /** @param {{runDir: string, logDir: string, run: string, say: (line: string) => void}} options */
  constructor({ runDir, logDir, run, say }) {
    Object.assign(this, { runDir, logDir, run, say });
  }

  /**
   * Starts a service and waits until it is ready; from then on it is kept alive.
   * @param {Service} service
   * @throws {Refusal} when it ends or stays silent while starting; the message carries its last words
   */
  async start(service) {
    const entry = { service, child: null, failures: 0, ended: false, wanted: true, since: 0 };
    this.#entries.set(service.name, entry);
    await service.before?.();
    if (this.#stopping) throw new Refusal('stopped while starting');
    this.#spawn(entry);
    const limit = service.readySeconds ?? 60;
    const ready = await until(() => entry.ended || this.#stopping || service.ready(), { seconds: limit });
    if (this.#stopping) throw new Refusal('stopped while starting');
    if (ready && !entry.ended) return void (entry.kept = true);
    entry.wanted = false;
    const what = entry.ended ? 'ended while starting' : `was not ready after ${limit} s`;
    throw new Refusal(`${service.say} ${what}: ${this.lastWords(service.name)} (log: ${this.logFile(service.name)})`);
  }

  /** Ends one service and starts it again, for a rebuilt program. */
  restart(name) {
    const entry = this.#entries.get(name);
    if (!entry || entry.ended || this.#stopping) return;
    entry.failures = 0;
    entry.asked = true;
    entry.child.kill(entry.service.signal ?? 'SIGTERM');
  }

  /**
   * Ends everything, stage by stage.
   * @param {() => boolean} [hurry] true: kill instead of waiting
   */
  async stop(hurry) {
    this.#stopping = true;
    await stopRecords(readRecords(this.runDir).filter((record) => record.run === this.run), this.runDir, hurry);
  }

  logFile(name) {
    return join(this.logDir, `${name}.log`);
  }

  /** The last line of a service's log that explains something. */
  lastWords(name) {
    try {
      return explainLog(readFileSync(this.logFile(name), 'utf8'));
    } catch {
      return 'it left no log';
    }
  }

  #spawn(entry) {
    const { service } = entry;
    const signal = service.signal ?? 'SIGTERM';
    const wrap = service.wrap ?? tiedToParent;
    const [command, ...args] = wrap(service.command, signal.replace(/^SIG/, ''));
    const log = openSync(this.logFile(service.name), 'a');
    const child = spawn(command, args, { cwd: service.cwd, env: service.env ?? process.env, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    Object.assign(entry, { child, ended: false, since: Date.now() });
    if (child.pid) recordProcess(this.runDir, { name: service.name, run: this.run, stage: service.stage, signal, seconds: service.seconds ?? 10, pid: child.pid });
    child.once('error', () => this.#ended(entry, 'could not be started'));
    child.once('exit', (code, killer) => this.#ended(entry, killer ? `was ended by ${killer}` : `ended with code ${code}`));
  }

  #ended(entry, how) {
    if (entry.ended) return;
    entry.ended = true;
    forgetProcess(this.runDir, entry.service.name);
    if (this.#stopping || !entry.wanted || !entry.kept) return;
    if (Date.now() - entry.since > CALM) entry.failures = 0;
    const wait = entry.asked ? 0 : Math.min(FIRST_PAUSE * 2 ** entry.failures, LONGEST_PAUSE);
    if (!entry.asked) this.say(`${entry.service.say} ${how}; starting it again${wait >= 1000 ? ` in ${Math.round(wait / 1000)} s` : ''} (log: ${this.logFile(entry.service.name)})`);
    entry.asked = false;
    entry.failures += 1;
    setTimeout(() => void this.#again(entry), wait);
  }

  async #again(entry) {
    if (this.#stopping) return;
    try {
      await entry.service.before?.();
    } catch (error) {
      this.say(`${entry.service.say}: ${error.message}`);
    }
    if (!this.#stopping) this.#spawn(entry);
  }
}

/** Out of a log, the line that explains an end: the last error of a JSON log, else the last line. */
export function explainLog(text) {
  const lines = text.trim().split('\n').slice(-60).map((line) => line.trim()).filter(Boolean);
  for (const line of [...lines].reverse()) {
    const entry = line.startsWith('{') ? parse(line) : null;
    if (entry && Number(entry.level) >= 50) return String(entry.err?.message ?? entry.msg ?? '').split('\n')[0];
    const named = /^(?:Uncaught )?(\w*Error|FATAL|PANIC|panic|error|Error)\b.*?: ?(.+)$/.exec(line) ?? /\b(FATAL|PANIC):\s+(.+)$/.exec(line);
    if (named) return line.slice(0, 300);
  }
  return (lines.at(-1) ?? 'it said nothing').slice(0, 300);
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
