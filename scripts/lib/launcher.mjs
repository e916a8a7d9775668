// The life of one instance: claim, clear, bring up, keep, take down.
import { randomUUID } from 'node:crypto';
import { claim, releaseClaim } from './claim.mjs';
import { clearEnvironment } from './environment.mjs';
import { LauncherError, explain } from './fail.mjs';
import { makeDirectories, requireSpace } from './paths.mjs';
import { readRecords, stopRecords } from './pidfiles.mjs';
import { portsInUse, requirePorts } from './ports.mjs';
import { Progress } from './progress.mjs';
import { killHelpers } from './run.mjs';
import { readSettings } from './settings.mjs';
import { bringUp } from './bring-up.mjs';
import { Supervisor } from './supervise.mjs';
import { until } from './wait.mjs';
import { Watchdog } from './watch.mjs';
/** @import { Paths, Settings } from './types.js' */

export class Launcher {
  /** @type {Promise<void> | null} */
  #leaving = null;
  #asked = 0;

  /** @param {{dev: boolean}} mode */
  constructor({ dev }) {
    this.dev = dev;
    this.run = randomUUID();
    this.progress = new Progress();
  }

  /** Heeds signals, and the death of the npm above us. */
  listen() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => this.#signal());
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the reader is gone
    const parent = process.ppid;
    const follows =
      process.env.npm_lifecycle_event !== undefined ||
      process.env.LEITSTAND_FOLLOW_PARENT !== undefined;
    const look = () => {
      if (process.ppid !== parent) void this.leave(0);
    };
    if (follows) setInterval(look, 300).unref();
  }

  /** Brings everything up; the last line printed is `ready: URL`. On failure takes everything down and exits with 1. */
  async start() {
    try {
      await this.#start();
    } catch (error) {
      if (!this.#leaving) await this.leave(1, explain(error));
    }
  }

  async #start() {
    const settings = readSettings();
    this.settings = settings;
    const { paths, url, ports, host } = settings;
    makeDirectories(paths);
    claim(paths.run, { run: this.run, url, data: paths.data });
    this.claimed = paths;
    requireSpace(paths.data, 300e6);
    const left = await stopRecords(readRecords(paths.run), paths.run);
    if (left.length > 0)
      this.progress.say(`  ended what an earlier start left behind: ${left.join(', ')}`);
    await requirePorts(ports, portsInUse(settings), host);
    this.watchdog = new Watchdog(paths.run, this.run);
    /** @param {string} line */
    const say = (line) => this.progress.say(`leitstand: ${line}`);
    this.supervisor = new Supervisor({
      runDir: paths.run,
      logDir: paths.log,
      run: this.run,
      say,
      watchdog: this.watchdog,
    });
    const { adminLink } = await bringUp(settings, this.supervisor, this.progress, {
      dev: this.dev,
    });
    if (this.#leaving) return;
    await this.#allThere(this.supervisor);
    this.#announce(settings, adminLink);
  }

  /**
   * One that ended meanwhile is being started again: "ready" is said of all or not at all.
   * @param {Supervisor} supervisor
   */
  async #allThere(supervisor) {
    if (await until(() => supervisor.missing().length === 0, { seconds: 60 })) return;
    throw new LauncherError(
      `${supervisor.missing().join(', ')} ended and could not be started again: see the logs in ${supervisor.logDir}`,
    );
  }

  /**
   * @param {Settings} settings
   * @param {string | null} adminLink
   */
  #announce({ url, sample, paths }, adminLink) {
    const took = this.progress.end();
    const lines = [
      `Leitstand is up after ${took}. Data and logs: ${paths.data}`,
      ...(adminLink ? [`one-time admin link: ${adminLink}`] : []),
      sample
        ? 'sample data ON (turn off: LEITSTAND_SAMPLE=off)'
        : 'sample data OFF (turn on: LEITSTAND_SAMPLE=on)',
      'stop: Ctrl-C, or "npm run stop" from elsewhere',
      `ready: ${url}`,
    ];
    for (const line of lines) this.progress.say(line);
  }

  #signal() {
    const now = Date.now();
    this.#asked ||= now;
    this.hurry = now - this.#asked > 1500; // npm repeats a Ctrl-C at once; a later one is a person losing patience
    void this.leave(0);
  }

  /**
   * Takes everything down in order and ends this process.
   * @param {number} code exit code
   * @param {string | null} [line] why, when it is a failure
   * @returns {Promise<void>}
   */
  leave(code, line = null) {
    this.#leaving ??= this.#leave(code, line);
    return this.#leaving;
  }

  /**
   * @param {number} code
   * @param {string | null} line
   */
  async #leave(code, line) {
    this.progress.end();
    if (line === null) this.progress.say('leitstand: stopping …');
    else process.stderr.write(`leitstand: ${line}\n`);
    killHelpers();
    if (this.claimed) await this.#clear(this.claimed);
    if (line === null) this.progress.say('leitstand: stopped; the data are kept');
    process.exit(code);
  }

  /** @param {Paths} paths of the instance that we hold */
  async #clear({ run }) {
    await this.supervisor?.stop(() => this.hurry === true);
    clearEnvironment(run);
    releaseClaim(run, this.run);
    this.watchdog?.dismiss();
  }
}
