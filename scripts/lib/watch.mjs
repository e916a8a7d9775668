// The launcher's end of the watchdog: a process of its own that cleans up when the launcher is killed outright.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { plainEnvironment } from './children.mjs';

/** @import { ProcessRecord } from './types.js' */

const PROGRAM = fileURLToPath(new URL('./watchdog.mjs', import.meta.url));

export class Watchdog {
  #child;
  #dismissed = false;
  /** @type {Map<string, ProcessRecord>} */
  #records = new Map();

  /**
   * @param {string} runDir where the pid files lie
   * @param {string} run only processes of this run are its business
   */
  constructor(runDir, run) {
    this.words = [PROGRAM, runDir, run];
    this.#child = this.#spawn();
  }

  #spawn() {
    const child = spawn(process.execPath, this.words, {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      env: plainEnvironment(),
      cwd: '/',
    });
    child.stdin.on('error', () => {});
    child.on('error', () => {});
    child.once('exit', () => setTimeout(() => this.#again(), 1000).unref());
    child.unref();
    for (const record of this.#records.values()) this.#tell({ remember: record }, child);
    return child;
  }

  #again() {
    if (!this.#dismissed) this.#child = this.#spawn();
  }

  /** @param {{remember: ProcessRecord} | {forget: string} | {done: true}} message */
  #tell(message, child = this.#child) {
    child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  /**
   * Tells it of a process.
   * @param {ProcessRecord} record
   */
  remember(record) {
    this.#records.set(record.name, record);
    this.#tell({ remember: record });
  }

  /**
   * Tells it that a process has ended.
   * @param {{name: string}} record
   */
  forget({ name }) {
    this.#records.delete(name);
    this.#tell({ forget: name });
  }

  /** Tells it that all is in order, and it ends. */
  dismiss() {
    this.#dismissed = true;
    this.#tell({ done: true });
    this.#child.stdin.end();
  }
}
