// The launcher's end of the watchdog: a process of its own that cleans up when the launcher is killed outright.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./watchdog.mjs', import.meta.url));

export class Watchdog {
  #child = null;
  #dismissed = false;
  #records = new Map();

  /**
   * @param {string} runDir where the pid files lie
   * @param {string} run only processes of this run are its business
   */
  constructor(runDir, run) {
    this.words = [PROGRAM, runDir, run];
    this.#spawn();
  }

  #spawn() {
    const child = spawn(process.execPath, this.words, {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
    });
    this.#child = child;
    child.stdin.on('error', () => {});
    child.on('error', () => {});
    child.once('exit', () => setTimeout(() => this.#dismissed || this.#spawn(), 1000).unref());
    child.unref();
    for (const record of this.#records.values()) this.#tell({ remember: record });
  }

  #tell(message) {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  /** Tells it of a process. @param {import('./pidfiles.mjs').Record} record */
  remember(record) {
    this.#records.set(record.name, record);
    this.#tell({ remember: record });
  }

  /** Tells it that a process has ended. */
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
