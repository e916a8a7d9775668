// `npm run mutation [-- PATH …]`: changes libs/ and every domain/ in thousands of small ways, and looks whether a spec beside the code
// notices. Prints what nobody noticed and a score per folder; fails below 90 %. A few minutes; nightly, not in `npm test`.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { withMutants } from './mutants.mjs';
import { SpecWorker } from './spec-worker.mjs';

/** @typedef {import('./mutants.mjs').Mutant & {path: string}} FoundMutant */
/** @typedef {FoundMutant & {reached: boolean}} Survivor */
/** @typedef {import('./spec-worker.mjs').Setting} Setting */
/** @typedef {import('./spec-worker.mjs').Baseline} Baseline */
/**
 * Which tests look at a mutant; `anew`: the modules must be loaded with it.
 * @typedef {{id: number, anew: boolean, which: number[], tests: number}} Plan
 */

const LEAST_SCORE = 90;
const AT_ONCE = 2;
/** The folders that must reach the score; specs lie beside what they are about. */
const FOLDERS = ['libs/*', 'apps/api/src/*/domain'];
/** @type {import('@swc/core').Options} */
const SWC = {
  jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2024' },
  module: { type: 'es6' },
};

/** @param {string} path */
const urlOf = (path) => pathToFileURL(`${ROOT}/${path}`).href;
/**
 * @param {string} source
 * @param {string} filename
 */
const compiled = (source, filename) => transformSync(source, { ...SWC, filename }).code;
/** What is to be changed: parts of the names of folders, or paths inside of one; everything when there are none. */
const patterns = process.argv.slice(2);
/**
 * Declarations of events are data: docs/events and its contract test hold them.
 * @param {string} folder
 * @param {string} path
 */
const isMutated = (folder, path) =>
  path.startsWith(`${folder}/`) &&
  (patterns.length === 0 ||
    patterns.some((pattern) => folder.includes(pattern) || path.startsWith(pattern))) &&
  !/\.spec\.ts$|\/test\/|-events\.ts$/.test(path);

/**
 * Everything that specs of a folder may import, with mutants in the folder's own sources.
 * @param {string} folder
 * @param {string[]} paths
 */
function prepare(folder, paths) {
  /** @type {Record<string, string>} */
  const sources = {};
  /** @type {FoundMutant[]} */
  const mutants = [];
  for (const path of paths) {
    let source = readFileSync(`${ROOT}/${path}`, 'utf8');
    if (isMutated(folder, path)) {
      const changed = withMutants(path, source, mutants.length);
      source = changed.source;
      mutants.push(...changed.mutants.map((mutant) => ({ ...mutant, path })));
    }
    sources[urlOf(path)] = compiled(source, path);
  }
  return { sources, mutants };
}

/**
 * Which tests reach a mutant, quick ones first; those that are reached while modules load need all, and modules loaded anew.
 * @param {FoundMutant[]} mutants
 * @param {Baseline} baseline
 * @returns {Plan[]}
 */
function planOf(mutants, { atLoad, results }) {
  /** @type {number[][]} */
  const reaching = mutants.map(() => []);
  const order = results.map((_, at) => at).sort((a, b) => results[a].took - results[b].took);
  for (const at of order) for (const id of results[at].reached) reaching[id].push(at);
  const early = new Set(atLoad);
  return mutants.map((_, id) => ({
    id,
    anew: early.has(id),
    which: early.has(id) ? order : reaching[id],
    tests: results.length,
  }));
}

/**
 * @param {Plan} plan
 * @param {SpecWorker} worker
 * @param {Setting} setting
 * @returns {Promise<{worker: SpecWorker, noticed: boolean}>}
 */
async function look(plan, worker, setting) {
  if (plan.which.length === 0) return { worker, noticed: false };
  if (!plan.anew) {
    const answer = await worker.run(plan.id, plan.which);
    if (answer !== 'hung') return { worker, noticed: answer !== null };
    return { worker: await SpecWorker.start(setting), noticed: true };
  }
  const fresh = await SpecWorker.startUnder(setting, plan.id);
  const noticed = fresh === null || (await fresh.run(plan.id, plan.which)) !== null;
  await fresh?.end();
  return { worker, noticed };
}

/**
 * @param {string} folder
 * @param {string[]} paths
 */
async function mutate(folder, paths) {
  const { sources, mutants } = prepare(folder, paths);
  const specs = paths.filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.spec.ts'));
  const setting = { sources, specs: specs.map(urlOf) };
  const first = await SpecWorker.start(setting);
  const baseline = await first.baseline();
  const failed = baseline.results.filter(({ passed }) => !passed);
  if (failed.length > 0)
    throw new Error(`fails without a mutant: ${failed.map(({ name }) => name).join('; ')}`);
  const plans = planOf(mutants, baseline);
  /** @type {Survivor[]} */
  const survivors = [];
  /** @param {SpecWorker | Promise<SpecWorker>} start */
  const lane = async (start) => {
    let worker = await start;
    for (let plan = plans.shift(); plan; plan = plans.shift()) {
      const seen = await look(plan, worker, setting);
      worker = seen.worker;
      if (!seen.noticed) survivors.push({ ...mutants[plan.id], reached: plan.which.length > 0 });
    }
    await worker.end();
  };
  const others = Array.from({ length: AT_ONCE - 1 }, () => SpecWorker.start(setting));
  await Promise.all([first, ...others].map(lane));
  return { survivors, total: mutants.length };
}

/** @param {string} text */
const oneLine = (text) => {
  const short = text.replaceAll(/\s+/g, ' ');
  return short.length > 60 ? `${short.slice(0, 57)}…` : short;
};

/**
 * @param {string} folder
 * @param {{survivors: Survivor[], total: number}} found
 * @param {number} seconds
 */
function report(folder, { survivors, total }, seconds) {
  survivors.sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line || a.column - b.column);
  for (const { path, line, column, what, from, to, reached } of survivors)
    process.stdout.write(
      `${path}:${line}:${column}  ${what}: ${oneLine(from)} → ${oneLine(to)}${reached ? '' : '  (no test gets here)'}\n`,
    );
  const score = total === 0 ? 100 : (100 * (total - survivors.length)) / total;
  const row = `${score.toFixed(1).padStart(6)} %  ${total - survivors.length} of ${total}`;
  return { score, line: `${row}  ${folder}  ${seconds.toFixed(0)} s` };
}

async function main() {
  const paths = globSync('{libs,apps/api/src}/**/*.ts', { cwd: ROOT });
  const folders = globSync(FOLDERS, { cwd: ROOT }).filter(
    (folder) => existsSync(`${ROOT}/${folder}`) && paths.some((path) => isMutated(folder, path)),
  );
  if (folders.length === 0) throw new Error(`nothing to change in ${patterns.join(', ')}`);
  /** @type {{score: number, line: string}[]} */
  const reports = [];
  for (const folder of folders) {
    const since = performance.now();
    const found = await mutate(folder, paths);
    reports.push(report(folder, found, (performance.now() - since) / 1000));
  }
  process.stdout.write(`\n${reports.map(({ line }) => line).join('\n')}\n`);
  if (reports.some(({ score }) => score < LEAST_SCORE)) {
    process.stdout.write(`\nEach folder needs ${LEAST_SCORE} %.\n`);
    process.exitCode = 1;
  }
}

await main();
