// Loads specs over sources that hold their mutants, and runs them: all for the baseline, or until one test notices a mutant.
import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

if (!parentPort) throw new Error('this is a thread of tools/mutation/main.mjs');
const port = parentPort;

/** @type {{sources: Record<string, string>, specs: string[], active: number}} */
const { sources, specs, active } = workerData;
/** @typedef {import('./jest-globals.mjs').Test} Test */

const SHIM = new URL('./jest-globals.mjs', import.meta.url).href;

/** @type {typeof __mutation} */
const mutation = {
  active,
  reached: new Set(),
  spec: '',
  /** @param {number} id */
  on(id) {
    this.reached.add(id);
    return this.active === id;
  },
};
globalThis.__mutation = mutation;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: SHIM, format: 'module', shortCircuit: true };
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const { href } = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (href in sources) return { url: href, format: 'module', shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!(url in sources)) return next(url, context);
    return { format: 'module', source: sources[url], shortCircuit: true };
  },
});

const { tests } = await import(SHIM);
const { default: fc } = await import('fast-check');
fc.configureGlobal({ endOnFailure: true });

async function load() {
  for (const spec of specs) {
    mutation.spec = spec;
    await import(spec);
  }
}

/** @param {Test} test */
async function passes(test) {
  try {
    await test.run();
    return true;
  } catch {
    return false;
  }
}

async function baseline() {
  const atLoad = [...mutation.reached];
  /** @type {import('./spec-worker.mjs').TestResult[]} */
  const results = [];
  for (const test of tests) {
    mutation.reached = new Set();
    const since = performance.now();
    const passed = await passes(test);
    const took = performance.now() - since;
    results.push({
      name: test.name,
      spec: test.spec,
      passed,
      took,
      reached: [...mutation.reached],
    });
  }
  return { atLoad, results };
}

/**
 * @param {number} id
 * @param {number[]} [which]
 * @returns {Promise<string | null>} the first test that fails under a mutant
 */
async function killer(id, which) {
  mutation.active = id;
  for (const at of which ?? tests.keys()) if (!(await passes(tests[at]))) return tests[at].name;
  return null;
}

const loaded = await load().then(
  () => true,
  (error) => {
    port.postMessage({ loaded: false, reason: String(error?.stack ?? error) });
    return false;
  },
);
/** @param {{id?: number, which?: number[]}} message */
async function answer({ id, which }) {
  port.postMessage(id === undefined ? await baseline() : { killer: await killer(id, which) });
}

if (loaded) {
  port.on('message', (message) => void answer(message));
  port.postMessage({ loaded: true });
}
