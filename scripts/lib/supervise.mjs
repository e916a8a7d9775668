// Keeps long-running processes alive: starts them in their own process group, waits until they are ready, starts them
// again with back-off when they die or no longer answer, and ends them in order.
import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { plainEnvironment } from './children.mjs';
import { LauncherError, explain } from './fail.mjs';
import { identify } from './identity.mjs';
import { Pulse } from './liveness.mjs';
import { logFile, openLog, wordsSince } from './logs.mjs';
import { tiedToParent } from './run.mjs';
import { forgetRecord, stopRecords, writeRecord } from './pidfiles.mjs';
import { until } from './wait.mjs';

/** @import { ProcessRecord, Service } from './types.js' */

/**
 * @typedef {object} Entry what is known of a service
 * @property {Service} service
 * @property {import('node:child_process').ChildProcess | null} child
 * @property {number} failures in a row
 * @property {boolean} ended
 * @property {boolean} wanted
 * @property {number} since when it was started, unix milliseconds
 * @property {boolean} [kept] it was ready once: from then on it is started again
 * @property {boolean} [asked] we ended it ourselves
 * @property {boolean} [starting]
 * @property {number} [logged] size of its log when it was started
 * @property {NodeJS.Timeout} [timer]
 * @property {Pulse} [pulse] of the process that runs
 */

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 30_000;
const CALM = 60_000; // after this long alive, an end counts as the first again
const LAST_WORDS = 5; // seconds that one that hangs gets after it was asked to end

export class Supervisor {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Map<string, ProcessRecord>} */
  #records = new Map();
  #stopping = false;

  /** @param {{runDir: string, logDir: string, run: string, say: (line: string) => void, watchdog?: import('./watch.mjs').Watchdog}} options */
  constructor({ runDir, logDir, run, say, watchdog }) {
    this.runDir = runDir;
    this.logDir = logDir;
    this.run = run;
    this.say = say;
    this.watchdog = watchdog;
  }

  /**
   * Starts a service and waits until it is ready; from then on it is kept alive.
   * @param {Service} service
   * @throws {LauncherError} when it ends or stays silent while starting; the message carries its last words
   */
  async start(service) {
    /** @type {Entry} */
    const entry = { service, child: null, failures: 0, ended: false, wanted: true, since: 0 };
    this.#entries.set(service.name, entry);
    await service.before?.();
    if (this.#stopping) throw new LauncherError('stopped while starting');
    this.#spawn(entry);
    const limit = service.readySeconds ?? 60;
    const ready = await until(() => entry.ended || this.#stopping || service.ready(), {
      seconds: limit,
    });
    if (this.#stopping) throw new LauncherError('stopped while starting');
    if (ready && !entry.ended) {
      entry.pulse?.answered();
      return void (entry.kept = true);
    }
    entry.wanted = false;
    const what = entry.ended ? 'ended while starting' : `was not ready after ${limit} s`;
    throw new LauncherError(
      `${service.say} ${what}: ${wordsSince(this.#log(entry), entry.logged)} (log: ${this.#log(entry)})`,
    );
  }

  /** Names for people of those that were ready once and do not run now. */
  missing() {
    return [...this.#entries.values()]
      .filter(({ kept, ended }) => kept && ended)
      .map(({ service }) => service.say);
  }

  /**
   * Ends one service and starts it again, for a rebuilt program; one that waits after a failure starts at once.
   * @param {string} name
   */
  restart(name) {
    const entry = this.#entries.get(name);
    if (!entry?.kept || this.#stopping) return;
    entry.failures = 0;
    if (entry.ended) return void this.#again(entry);
    const { child, service } = entry;
    entry.asked = true;
    child?.kill(service.signal ?? 'SIGTERM');
    setTimeout(() => child?.kill('SIGKILL'), (service.seconds ?? 10) * 1000).unref(); // of no effect once it has ended
  }

  /**
   * Ends everything, stage by stage.
   * @param {() => boolean} [hurry] true: kill instead of waiting
   */
  async stop(hurry) {
    this.#stopping = true;
    for (const entry of this.#entries.values()) {
      clearTimeout(entry.timer);
      entry.pulse?.end();
    }
    await stopRecords([...this.#records.values()], this.runDir, hurry);
  }

  /** @param {Entry} entry */
  #log(entry) {
    return logFile(this.logDir, entry.service.name);
  }

  /** @param {Entry} entry */
  #spawn(entry) {
    const { service } = entry;
    const signal = service.signal ?? 'SIGTERM';
    const wrap = service.wrap ?? tiedToParent;
    const [command, ...args] = wrap(service.command, signal.replace(/^SIG/, ''));
    const { descriptor, size, fault } = openLog(this.#log(entry));
    if (fault) this.say(`the log of ${service.name} cannot be written (${explain(fault)})`);
    const child = spawn(command, args, {
      cwd: service.cwd,
      env: service.env ?? plainEnvironment(),
      stdio: ['ignore', descriptor, descriptor],
      detached: true,
    });
    closeSync(descriptor);
    Object.assign(entry, { child, ended: false, since: Date.now(), logged: size });
    if (child.pid) this.#remember(service, signal, child.pid);
    this.#watch(entry, child);
    child.once('error', () => this.#ended(entry, 'could not be started'));
    child.once('exit', (code, killer) =>
      this.#ended(entry, killer ? `was ended by ${killer}` : `ended with code ${code}`),
    );
  }

  /**
   * One that does not answer is ended like one that died, and told of; which of them are left alone, `restart` says.
   * @param {Entry} entry
   * @param {import('node:child_process').ChildProcess} child
   */
  #watch(entry, child) {
    entry.pulse?.end();
    const { liveness, say, signal = 'SIGTERM' } = entry.service;
    if (!liveness) return;
    entry.pulse = new Pulse(liveness, {
      silent: (seconds) => {
        const since = `${say} has not answered for ${seconds} s`;
        if (!liveness.restart)
          return this.say(`${since}: it is left alone; see ${this.#log(entry)}`);
        this.say(`${since}: ending it`);
        child.kill(signal);
        setTimeout(() => child.kill('SIGKILL'), LAST_WORDS * 1000).unref();
      },
      back: () => this.say(`${say} answers again`),
    });
  }

  /**
   * The watchdog hears of it first: a full disk or a removed directory must not hide a process from it.
   * @param {Service} service
   * @param {NodeJS.Signals} signal
   * @param {number} pid
   */
  #remember({ name, stage, seconds = 10 }, signal, pid) {
    const identity = identify(pid);
    if (!identity) return; // gone already
    const record = { name, run: this.run, stage, signal, seconds, identity };
    this.#records.set(name, record);
    this.watchdog?.remember(record);
    try {
      writeRecord(this.runDir, record);
    } catch (error) {
      this.say(`the record of ${name} could not be written (${explain(error)})`);
    }
  }

  /** @param {string} name */
  #forget(name) {
    const record = this.#records.get(name);
    if (!record) return;
    this.#records.delete(name);
    this.watchdog?.forget(record);
    forgetRecord(this.runDir, record);
  }

  /**
   * @param {Entry} entry
   * @param {string} how
   */
  #ended(entry, how) {
    if (entry.ended) return;
    entry.ended = true;
    entry.pulse?.end();
    this.#forget(entry.service.name);
    if (this.#stopping || !entry.wanted || !entry.kept) return;
    if (Date.now() - entry.since > CALM) entry.failures = 0;
    // Counted from its start: one that was up for a while is not held up for having ended before.
    const wait = entry.asked
      ? 0
      : Math.max(FIRST_PAUSE, this.#pause(entry) - (Date.now() - entry.since));
    if (!entry.asked)
      this.say(
        `${entry.service.say} ${how}; starting it again${wait >= 1000 ? ` in ${Math.round(wait / 1000)} s` : ''} (log: ${this.#log(entry)})`,
      );
    entry.asked = false;
    entry.timer = setTimeout(() => void this.#again(entry), wait);
  }

  /** @param {Entry} entry */
  #pause(entry) {
    const wait = Math.min(FIRST_PAUSE * 2 ** entry.failures, LONGEST_PAUSE);
    entry.failures += 1;
    return wait;
  }

  /** @param {Entry} entry */
  async #again(entry) {
    clearTimeout(entry.timer);
    if (this.#stopping || entry.starting) return;
    entry.starting = true;
    try {
      await entry.service.before?.();
      if (!this.#stopping) this.#spawn(entry);
    } catch (error) {
      const wait = this.#pause(entry);
      this.say(`${entry.service.say} cannot be started again: ${explain(error)}`);
      if (!this.#stopping) entry.timer = setTimeout(() => void this.#again(entry), wait);
    } finally {
      entry.starting = false;
    }
  }
}
