// Short-lived helpers (npm, tsc, initdb, promtool …): run to the end, and die with us.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @import { Outcome, RunOptions } from './types.js' */

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file)) ?? null;
/** @type {Set<import('node:child_process').ChildProcess>} */
const living = new Set();
let closed = false;

/**
 * The command that runs `words` and gets `signal` from the kernel when its parent dies, where the system can do that.
 * @param {string[]} words
 */
export function tiedToParent(words, signal = 'KILL') {
  return SETPRIV ? [SETPRIV, '--pdeathsig', signal, '--', ...words] : words;
}

/** Path of setpriv, null where there is none. */
export const setpriv = SETPRIV;

/**
 * Runs a command to its end.
 * @param {string[]} words command and arguments
 * @param {RunOptions} [options] `inherit`: show its output
 * @returns {Promise<Outcome>} code 127 when it could not be started
 */
export function run(words, { cwd, env, inherit = false, input } = {}) {
  const [command, ...args] = tiedToParent(words);
  if (closed) return Promise.resolve({ code: 1, out: '', err: 'stopping' });
  return new Promise((done) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = [
      input === undefined ? 'ignore' : 'pipe',
      inherit ? 'inherit' : 'pipe',
      inherit ? 'inherit' : 'pipe',
    ];
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio });
    living.add(child);
    const texts = { out: '', err: '' };
    child.stdout?.setEncoding('utf8').on('data', (text) => (texts.out += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (texts.err += text));
    child.once('error', (error) => done({ code: 127, out: '', err: error.message }));
    child.once('close', (code) => {
      living.delete(child);
      done({ code: code ?? 1, ...texts });
    });
    if (input !== undefined) child.stdin?.end(input);
  });
}

/** Kills every helper that still runs and lets none begin; for the way out. */
export function killHelpers() {
  closed = true;
  for (const child of living) child.kill('SIGKILL');
}

/**
 * The last line that says something; helpers put the cause at the end.
 * @param {string} text
 */
export function lastLine(text) {
  return (
    text
      .trim()
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .at(-1) ?? ''
  );
}
