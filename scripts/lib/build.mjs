// Builds what changed: the server and the sample programs with tsc, the console with Vite.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { LauncherError } from './fail.mjs';
import { withLock } from './lock.mjs';
import { CHECKOUT_LOCK, ROOT, requireWritableCheckout } from './paths.mjs';
import { noteRevision } from './revision.mjs';
import { run } from './run.mjs';

/** @typedef {'server' | 'console'} Part */

const COMMON = ['package-lock.json', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
const SERVER = [...COMMON, 'apps/api/src', 'apps/cli/src', 'libs', 'samples'];
const CONSOLE = [...COMMON, 'apps/console', 'libs'];

/** @param {string[]} words */
const node = (...words) => [process.execPath, ...words];
/** @type {Record<Part, {sources: string[], command: string[], made: string}>} */
const PARTS = {
  // Types are `npm run check`'s business; leaving them out here halves the time and changes no byte of the result.
  server: {
    sources: SERVER,
    command: node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck'),
    made: 'dist/apps/api/src/main.js',
  },
  console: {
    sources: CONSOLE,
    command: node('node_modules/vite/bin/vite.js', 'build', 'apps/console', '--logLevel', 'warn'),
    made: 'dist/console/index.html',
  },
};

/**
 * @param {string} path
 * @returns {Generator<string, void>}
 */
function* files(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (
      entry.name === 'node_modules' ||
      /\.(spec|medium|journey|contract|screen|e2e)\.tsx?$/.test(entry.name)
    )
      continue;
    yield* files(join(path, entry.name));
  }
}

/**
 * A fingerprint of everything a build depends on.
 * @param {string[]} sources
 */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => [...files(join(ROOT, source))])) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {Part} part */
const stampFile = (part) => join(ROOT, 'dist', `.${part}.sha256`);

/**
 * @param {Part} part
 * @param {string} print
 */
function isFresh(part, print) {
  const stamp = stampFile(part);
  return (
    existsSync(stamp) &&
    existsSync(join(ROOT, PARTS[part].made)) &&
    readFileSync(stamp, 'utf8') === print
  );
}

/** Makes the next start build anew; for when a watching compiler takes over. */
export function forgetBuilds() {
  for (const part of /** @type {Part[]} */ (Object.keys(PARTS)))
    rmSync(stampFile(part), { force: true });
}

/** Programs whose source is gone must not be loaded any more. */
function removeOrphans() {
  const roots = ['apps/api/src', 'apps/cli/src', 'libs', 'samples'].map((dir) =>
    join(ROOT, 'dist', dir),
  );
  for (const file of roots.flatMap((root) => [...files(root)])) {
    const source = join(ROOT, relative(join(ROOT, 'dist'), file)).replace(/\.js(\.map)?$/, '.ts');
    if (/\.js(\.map)?$/.test(file) && !existsSync(source)) rmSync(file);
  }
}

/**
 * @param {Part} part
 * @param {string} print
 * @param {string} logDir
 */
async function compile(part, print, logDir) {
  rmSync(stampFile(part), { force: true });
  const env = { ...process.env, NODE_ENV: 'production' }; // whoever builds: tests look at what users get
  const { code, out, err } = await run(PARTS[part].command, { cwd: ROOT, env });
  const log = join(logDir, `build-${part}.log`);
  writeFileSync(log, out + err);
  if (code !== 0) {
    const cause = `${out}\n${err}`.split('\n').find((line) => /error/i.test(line)) ?? 'no message';
    throw new LauncherError(`the ${part} does not build: ${cause.slice(0, 300)} (log: ${log})`);
  }
  if (part === 'server') removeOrphans();
  writeFileSync(stampFile(part), print);
}

/**
 * Builds a part if its sources changed since the last good build. Starts on one checkout build one after the other.
 * @param {Part} part
 * @param {string} logDir where the compiler's output goes
 * @returns {Promise<{note: string}>} for people: whether there was something to do
 * @throws {LauncherError} with the first error of the compiler
 */
export async function build(part, logDir) {
  if (part === 'server') await noteRevision();
  const print = fingerprint(PARTS[part].sources);
  if (isFresh(part, print)) return { note: 'unchanged' };
  requireWritableCheckout();
  await withLock(`${CHECKOUT_LOCK}-${part}`, async () => {
    if (!isFresh(part, print)) await compile(part, print, logDir);
  });
  return { note: '' };
}
