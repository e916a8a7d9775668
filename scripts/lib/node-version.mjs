// Everything after `npm ci` runs on the Node that came with it. Runs itself on Node 18 and newer.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { LauncherError } from './fail.mjs';
import { tiedToParent } from './run.mjs';

const WANTED = [24, 15];

/** @param {number[]} version */
function isEnough([major, minor]) {
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

/** Whether the running Node is new enough. */
export const nodeIsEnough = () => isEnough(process.versions.node.split('.').map(Number));

/**
 * Goes on under the right Node: true when this process is it; else the right one is started with the same arguments,
 * this process passes signals on, ends with its exit code, and the promise never resolves.
 * @returns {true | Promise<never>}
 * @throws {LauncherError} when there is no newer Node
 */
export function underRightNode() {
  process.env.PATH = `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH ?? ''}`;
  if (nodeIsEnough()) return true;
  const node = join(ROOT, 'node_modules/.bin/node');
  if (!existsSync(node)) {
    throw new LauncherError(
      `Node ${process.versions.node} is too old and node_modules holds no newer one for ${process.platform}-${process.arch}: install Node ${WANTED.join('.')} or newer, or run "npm run bootstrap" first`,
    );
  }
  const [command, ...args] = tiedToParent([node, ...process.argv.slice(1)], 'TERM');
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, LEITSTAND_FOLLOW_PARENT: '1' },
  });
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.once('error', () => process.exit(1));
  child.once('exit', (code) => process.exit(code ?? 1));
  return new Promise(() => {});
}
