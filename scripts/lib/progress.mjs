// What the user sees: one line per finished step with its time; on a terminal also what runs at the moment.

import { fstatSync, writeSync } from 'node:fs';

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * What a step wants to be said of its result.
 * @param {unknown} result
 */
function noteOf(result) {
  const note = typeof result === 'object' && result !== null && 'note' in result && result.note;
  return typeof note === 'string' && note !== '' ? `  ${note}` : '';
}

/** @param {number} descriptor */
function isFile(descriptor) {
  const found = fstatSync(descriptor);
  return found.isFile() || found.isCharacterDevice();
}

/** Prints steps as they finish. Works the same on a terminal and in a log. */
export class Progress {
  /** @type {Map<string, number>} */
  #running = new Map();
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #started = Date.now();
  #shown = false;
  #ended = false;

  /** @param {NodeJS.WriteStream & {fd: 1 | 2}} stream */
  constructor(stream = process.stdout) {
    this.stream = stream;
    this.file = !stream.isTTY && isFile(stream.fd);
    this.live = Boolean(stream.isTTY) && process.env.TERM !== 'dumb';
  }

  /**
   * Times one step.
   * @template T
   * @param {string} name what happens, for people
   * @param {() => T | Promise<T>} work gives its result; the line appears when it is done. A `note` property of the result is shown
   * @returns {Promise<T>}
   */
  async step(name, work) {
    const since = Date.now();
    this.#running.set(name, since);
    this.#tick();
    try {
      const result = await work();
      this.#finish(
        name,
        `  ok ${name.padEnd(34)} ${seconds(Date.now() - since).padStart(8)}${noteOf(result)}`,
      );
      return result;
    } catch (error) {
      this.#running.delete(name);
      throw error;
    }
  }

  /**
   * One line for people.
   * @param {string} line
   */
  say(line) {
    this.#wipe();
    this.#write(`${line}\n`);
  }

  /** Ends the live line for good and gives the time since the beginning, like `12.3 s`. */
  end() {
    this.#ended = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#running.clear();
    this.#wipe();
    return seconds(Date.now() - this.#started);
  }

  /**
   * @param {string} name
   * @param {string} line
   */
  #finish(name, line) {
    this.#running.delete(name);
    if (this.#ended) return;
    this.say(line);
    if (this.live) this.#draw();
  }

  #tick() {
    if (!this.#ended)
      this.#timer ??= setInterval(() => this.#draw(), this.live ? 250 : 10_000).unref();
  }

  #draw() {
    if (this.#running.size === 0) return;
    const names = [...this.#running].map(
      ([name, since]) => `${name} ${Math.round((Date.now() - since) / 1000)} s`,
    );
    const line = `  .. ${names.join(' · ')}`;
    if (!this.live) {
      const slow =
        Math.max(...[...this.#running.values()].map((since) => Date.now() - since)) >= 9000;
      if (slow) this.#write(`${line}\n`);
      return;
    }
    this.stream.write(`\r\x1b[2K${line.slice(0, (this.stream.columns ?? 80) - 1)}`);
    this.#shown = true;
  }

  /**
   * A stream on a file ends for good with the first write that fails, as on a full disk; the lines after that are wanted once there is room.
   * @param {string} text
   */
  #write(text) {
    if (!this.file) return void this.stream.write(text);
    try {
      writeSync(this.stream.fd, text);
    } catch {
      // nobody can be told
    }
  }

  #wipe() {
    if (this.#shown) this.stream.write('\r\x1b[2K');
    this.#shown = false;
  }
}
