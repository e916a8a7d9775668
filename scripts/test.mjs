// `npm test`: everything there is to check, one step after the other. What could not be run on this machine is named; the last line is
// `N passed, N failed`.
// `npm test -- KIND [pattern …]` runs one step: check, build, spec, contract, medium, journey, screen, e2e, rules or chaos.
// `npm run chaos` prints figures besides; with `--json` they are one document on standard output, and everything else is said elsewhere.
// `npm run test:watch -- KIND [pattern …]` runs the tests of one kind again whenever a file changes.
import { LauncherError, die, explain } from './lib/fail.mjs';
import { figureLines, readFigures } from './lib/figures.mjs';
import { underRightNode } from './lib/node-version.mjs';
import { killHelpers } from './lib/run.mjs';
import { TestServers } from './lib/test-servers.mjs';
import {
  KINDS,
  SERVERLESS,
  buildStep,
  checkStep,
  jestStep,
  killSteps,
  rulesStep,
  watchStep,
} from './lib/test-steps.mjs';

/**
 * Rows run one after the other; what stands side by side in a row runs at once, each a list of steps. Journeys and the tests on the whole
 * stack wait most of their time, for alerts of a real Prometheus: others use the processors meanwhile. The two lists of the last row
 * take about as long as each other; a third made everything slower, until waits ran out.
 */
const PLAN = [
  [['check']],
  [['build']],
  [['spec'], ['contract']],
  [
    ['medium', 'screen'],
    ['journey', 'e2e', 'rules'],
  ],
];
/** Long ones are run on demand only: `npm run chaos`. */
const STEPS = [...PLAN.flat(2), 'chaos'];
const asJson = process.argv.includes('--json');
const words = process.argv.slice(2).filter((word) => word !== '--json');
/** @param {string} text */
const tell = (text) => (asJson ? process.stderr : process.stdout).write(text);
const watching = words[0] === '--watch';
const [only, ...patterns] = watching ? words.slice(1) : words;
const servers = new TestServers((line) => tell(`${line}\n`));
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const summary = [];
/** Files with tests that could not be run here. @type {string[]} */
const skipped = [];

/**
 * @param {string} name
 * @param {{env: NodeJS.ProcessEnv, dir: string}} where
 */
function takeStep(name, where) {
  if (name === 'check') return checkStep(where);
  if (name === 'build') return buildStep(where);
  return name === 'rules' ? rulesStep(patterns, where) : jestStep(name, patterns, where);
}

/** @param {string} name */
async function step(name) {
  const since = Date.now();
  tell(`\n== ${name}\n`);
  const count = await takeStep(name, { env: servers.environment(), dir: servers.paths.log });
  const took = `${((Date.now() - since) / 1000).toFixed(1)} s`;
  summary.push(
    `  ${name.padEnd(10)} ${count ? `${count.passed} passed, ${count.failed} failed` : 'nothing to run'}  ${took}`,
  );
  total.passed += count?.passed ?? 0;
  total.failed += count?.failed ?? 0;
  skipped.push(...(count?.skipped ?? []));
}

/**
 * Servers that cannot come up are a failure like any other; the steps that do without them still run.
 * @param {string[]} steps
 */
async function bringUp(steps) {
  if (steps.every((name) => name === 'check' || name === 'build')) return;
  try {
    await servers.findPrograms();
    if (steps.some((name) => KINDS.includes(name) && !SERVERLESS.includes(name)))
      await servers.start();
  } catch (error) {
    tell(`servers: ${explain(error)}\n`);
    total.failed += 1;
  }
}

/** @param {number} code */
async function leave(code) {
  killHelpers();
  killSteps();
  await servers.stop();
  process.exit(code);
}

async function main() {
  await underRightNode();
  if (only && !STEPS.includes(only))
    throw new LauncherError(
      `there are no tests of the kind "${only}": use one of ${STEPS.join(', ')}`,
    );
  if (watching && !KINDS.includes(only))
    throw new LauncherError(
      `say what to watch: npm run test:watch -- ${KINDS.join('|')} [pattern …]`,
    );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void leave(130));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && void leave(130), 500).unref();
  await servers.claim();
  const plan = only ? [[[only]]] : PLAN;
  await bringUp(plan.flat(2));
  if (watching) {
    await watchStep(only, patterns, { env: servers.environment(), dir: servers.paths.log });
    return leave(0);
  }
  for (const row of plan)
    await Promise.all(
      row.map(async (steps) => {
        for (const name of steps) await step(name);
      }),
    );
  const notRun = skipped.length > 0 ? `\n  not run here: ${skipped.join(', ')}\n` : '';
  const figures = readFigures(servers.paths.log);
  if (asJson) process.stdout.write(`${JSON.stringify({ figures })}\n`);
  else for (const line of figureLines(figures)) tell(`${line}\n`);
  tell(`\n${summary.join('\n')}\n${notRun}\n${total.passed} passed, ${total.failed} failed\n`);
  await leave(total.failed > 0 ? 1 : 0);
}

await main().catch(async (error) => {
  await servers.stop();
  die(error);
});
