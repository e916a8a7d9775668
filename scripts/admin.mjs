// `npm run -s admin -- VERB …`: passes any verb to the admin program, with the settings of the running instance, or of
// this shell when none runs. `token.mjs` is the same with the verb `token`.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ADMIN } from './lib/apps.mjs';
import { childEnvironment, loadEnvironment } from './lib/environment.mjs';
import { LauncherError, die } from './lib/fail.mjs';
import { underRightNode } from './lib/node-version.mjs';
import { layout } from './lib/paths.mjs';

/**
 * Runs the admin program with our own standard streams and ends with its exit code.
 * @param {string[]} words verb and arguments
 * @throws {LauncherError} when there is neither a running instance nor settings
 */
export async function admin(words) {
  await underRightNode();
  const { run, data } = layout();
  const values = loadEnvironment(run);
  if (!existsSync(ADMIN)) throw new LauncherError('nothing is built yet: run "npm start" once');
  const needsNone = words[0] === 'database'; // what is run before there is a database
  if (!needsNone && !values && !process.env.LEITSTAND_DATABASE_URL) {
    throw new LauncherError(
      `no instance runs on ${data}: run "npm start" first, or set LEITSTAND_DATABASE_URL and the other settings`,
    );
  }
  const child = spawn(process.execPath, [ADMIN, ...words], {
    stdio: 'inherit',
    env: childEnvironment(values ?? {}),
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href)
  await admin(process.argv.slice(2)).catch(die);
