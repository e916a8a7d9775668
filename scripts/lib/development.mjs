// `npm run dev`: the compilers watch, and what they write is taken up at once.
import { watch } from 'node:fs';
import { join } from 'node:path';
import { forgetBuilds } from './build.mjs';
import { ROOT } from './paths.mjs';

/** @import { Service } from './types.js' */

const QUIET = 400; // milliseconds without a write before a restart: a compiler writes many files at once

/**
 * @param {string} name
 * @param {string} say
 * @param {string[]} command
 * @returns {Service}
 */
const watcher = (name, say, command) => ({
  name,
  say,
  stage: 5,
  command: [process.execPath, ...command],
  cwd: ROOT,
  seconds: 3,
  ready: () => true,
});

/**
 * Starts the watching compilers and restarts API and worker when the server's programs change.
 * @param {import('./supervise.mjs').Supervisor} supervisor
 */
export async function startDevelopment(supervisor) {
  forgetBuilds();
  await supervisor.start(
    watcher('tsc', 'tsc --watch', [
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.build.json',
      '--watch',
      '--preserveWatchOutput',
    ]),
  );
  await supervisor.start(
    watcher('vite', 'vite build --watch', [
      'node_modules/vite/bin/vite.js',
      'build',
      'apps/console',
      '--watch',
    ]),
  );
  const restart = debounce(
    () => ['api', 'worker'].forEach((name) => supervisor.restart(name)),
    QUIET,
  );
  for (const dir of ['dist/apps/api', 'dist/libs']) {
    watch(
      join(ROOT, dir),
      { recursive: true },
      (_event, file) => file?.endsWith('.js') && restart(),
    ).unref();
  }
}

/**
 * @param {() => void} work
 * @param {number} ms
 */
function debounce(work, ms) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  };
}
