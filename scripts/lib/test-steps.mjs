// The steps of `npm test`. Each gives how much passed and how much failed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { explain } from './fail.mjs';
import { figuresIn } from './figures.mjs';
import { ROOT } from './paths.mjs';
import { run, tiedToParent } from './run.mjs';

/** @typedef {{passed: number, failed: number, skipped?: string[]}} Count `skipped`: what could not be run here, one line a file */
/** @typedef {{env: NodeJS.ProcessEnv, dir: string}} Where `dir`: directory for the report */

/** Threads of the program run its sources as they are, as the tests do. */
const SOURCES = ['--import', pathToFileURL(join(ROOT, 'test/harness/typescript.mjs')).href];
const JEST = ['--experimental-vm-modules', ...SOURCES, 'node_modules/jest/bin/jest.js'];
/**
 * What ends a run that hangs; a slow machine must not be taken for one.
 * @type {Record<string, number>}
 */
const LIMIT_MINUTES = {
  spec: 15,
  contract: 15,
  medium: 45,
  journey: 30,
  screen: 20,
  e2e: 30,
  chaos: 60,
};
const MAX_WATCH_MINUTES = 24 * 60;
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'templates', '.git']);
/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

export const KINDS = Object.keys(LIMIT_MINUTES);
/** Kinds that need programs at most, and neither PostgreSQL nor Redis. */
export const SERVERLESS = ['spec', 'screen'];

/** Ends running steps; for the way out. */
export function killSteps() {
  for (const child of children) child.kill('SIGKILL');
}

/**
 * Runs a command with its output shown.
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} env
 * @param {number} minutes
 * @param {'ignore' | 'inherit'} [stdin]
 * @returns {Promise<number | null>} exit code, null when it took longer than `minutes`
 */
function show(words, env, minutes, stdin = 'ignore') {
  const [command, ...args] = tiedToParent(words, 'TERM');
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: [stdin, 'inherit', 'inherit'] });
    children.add(child);
    const timer = setTimeout(() => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
      done(null);
    }, minutes * 60_000);
    child.once('close', (code) => {
      children.delete(child);
      clearTimeout(timer);
      done(code ?? 1);
    });
  });
}

/**
 * @param {string} dir
 * @param {string} kind
 * @returns {Generator<string, void>}
 */
function* testFiles(dir, kind) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name) || entry.name.startsWith('.leitstand')) continue;
    if (entry.isDirectory()) yield* testFiles(join(dir, entry.name), kind);
    else if (new RegExp(`\\.${kind}\\.tsx?$`).test(entry.name)) yield join(dir, entry.name);
  }
}

/**
 * @param {string} file
 * @param {number | null} code
 * @returns {Count}
 */
function readReport(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return {
    passed: numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: skippedIn(testResults),
  };
}

/**
 * @param {{name: string, assertionResults: {status: string}[]}[]} files as Jest reports them
 * @returns {string[]} `test/launcher/full-disk.journey.ts (3)` for each file with tests that were not run
 */
function skippedIn(files) {
  return files.flatMap(({ name, assertionResults }) => {
    const count = assertionResults.filter(({ status }) => status === 'pending').length;
    return count > 0 ? [`${relative(ROOT, name)} (${count})`] : [];
  });
}

/**
 * All tests of one kind.
 * @param {string} kind file suffix
 * @param {string[]} patterns only files whose path matches
 * @param {Where} where `dir`: directory for the report
 * @returns {Promise<Count | null>} null when there are none
 */
export async function jestStep(kind, patterns, { env, dir }) {
  if (testFiles(ROOT, kind).next().done) return null;
  if (kind === 'screen' && !(await built('console', dir))) return { passed: 0, failed: 1 };
  const report = join(dir, `jest-${kind}.json`);
  rmSync(report, { force: true });
  const words = [
    process.execPath,
    ...JEST,
    '--ci',
    '--json',
    `--outputFile=${report}`,
    ...(patterns.length > 0 ? patterns : []),
  ];
  const environment = { ...jestEnvironment(kind, env), LEITSTAND_TEST_FIGURES: figuresIn(dir) };
  const code = await show([...quietly(words)], environment, LIMIT_MINUTES[kind]);
  if (code === null)
    process.stdout.write(
      `${kind}: took longer than ${LIMIT_MINUTES[kind]} minutes and was ended\n`,
    );
  return readReport(report, code);
}

/**
 * Runs the tests of one kind again whenever a file changes, until Ctrl+C.
 * @param {string} kind
 * @param {string[]} patterns
 * @param {Where} where
 */
export async function watchStep(kind, patterns, { env, dir }) {
  if (kind === 'screen' && !(await built('console', dir))) return;
  const words = [process.execPath, ...JEST, '--watchAll', ...patterns];
  await show(words, jestEnvironment(kind, env), MAX_WATCH_MINUTES, 'inherit');
}

/** Of Jest, at most, for one kind. */
const MAX_WORKERS = 2;

/**
 * Kinds that run beside each other, and the workers of each, have databases of their own in Redis, too.
 * @param {string} kind
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function jestEnvironment(kind, env) {
  const redis = env.LEITSTAND_TEST_REDIS_URL && {
    LEITSTAND_TEST_REDIS_URL: `${env.LEITSTAND_TEST_REDIS_URL}/${KINDS.indexOf(kind) * MAX_WORKERS}`,
  };
  return {
    ...env,
    ...redis,
    LEITSTAND_TEST_KIND: kind,
    NODE_NO_WARNINGS: '1',
    NODE_ENV: 'test',
  };
}

/**
 * `--json` makes Jest print the report on standard output too, which nobody wants to read.
 * @param {string[]} words
 */
function quietly(words) {
  return ['/bin/sh', '-c', 'exec "$0" "$@" >/dev/null', ...words];
}

/**
 * `npm run check`, one count per check.
 * @param {Where} where
 * @returns {Promise<Count>}
 */
export async function checkStep({ env, dir }) {
  const report = join(dir, 'check.json');
  const code = await show(
    [process.execPath, 'scripts/check.mjs'],
    { ...env, LEITSTAND_CHECK_REPORT: report },
    5,
  );
  return existsSync(report)
    ? JSON.parse(readFileSync(report, 'utf8'))
    : { passed: 0, failed: code === 0 ? 0 : 1 };
}

/**
 * Builds the server and the console.
 * @param {Pick<Where, 'dir'>} where
 * @returns {Promise<Count>}
 */
export async function buildStep({ dir }) {
  const parts = await Promise.all([built('server', dir), built('console', dir)]);
  const passed = parts.filter(Boolean).length;
  return { passed, failed: parts.length - passed };
}

/**
 * Builds a part if it changed.
 * @param {import('./build.mjs').Part} part
 * @param {string} dir for its log
 * @returns {Promise<boolean>} whether it is built
 */
async function built(part, dir) {
  try {
    const { note } = await build(part, dir);
    process.stdout.write(`  ok     build ${part}${note ? ' unchanged' : ''}\n`);
    return true;
  } catch (error) {
    process.stdout.write(`  failed build ${part}: ${explain(error)}\n`);
    return false;
  }
}

/**
 * `promtool test rules`, one count per file.
 * @param {string[]} patterns
 * @param {Pick<Where, 'env'>} where
 * @returns {Promise<Count | null>}
 */
export async function rulesStep(patterns, { env }) {
  const dir = join(ROOT, 'alerts/tests');
  const files = existsSync(dir)
    ? readdirSync(dir).filter(
        (name) => name.endsWith('.test.yaml') && patterns.every((part) => name.includes(part)),
      )
    : [];
  const count = { passed: 0, failed: 0 };
  const open = files.sort();
  const total = open.length;
  const worker = async () => {
    for (let file = open.shift(); file; file = open.shift())
      count[(await testRules(join(dir, file), env)) ? 'passed' : 'failed'] += 1;
  };
  await Promise.all([worker(), worker()]);
  return total > 0 ? count : null;
}

/**
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 */
async function testRules(file, env) {
  const { code, out, err } = await run(
    [env.LEITSTAND_TEST_PROMTOOL ?? 'promtool', 'test', 'rules', file],
    { cwd: ROOT, env: { GOGC: '400', ...env } }, // it collects garbage for a quarter of its time otherwise, for 60 MB less
  );
  process.stdout.write(`  ${code === 0 ? 'ok    ' : 'failed'} ${basename(file)}\n`);
  if (code !== 0) process.stdout.write(`${(out + err).trimEnd().replaceAll(/^/gm, '    ')}\n`);
  return code === 0;
}
