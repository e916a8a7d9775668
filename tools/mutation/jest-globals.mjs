// What the specs import from '@jest/globals', as far as pure code needs it: tests are collected, and can be run again and again.
import { expect } from 'expect';

/** @typedef {{name: string, spec: string, run: () => Promise<void>}} Test */

/** @typedef {() => unknown} Hook */
/** @typedef {readonly unknown[]} Table */

/** @type {Test[]} */
export const tests = [];
export { expect };

/** @type {string[]} */
let within = [];
/** @type {Hook[]} */
let before = [];
/** @type {Hook[]} */
let after = [];

/**
 * @param {string} name
 * @param {() => void} body
 */
function describe(name, body) {
  const outer = { within, before, after };
  [within, before, after] = [[...within, name], [...before], [...after]];
  body();
  ({ within, before, after } = outer);
}

/**
 * @param {Table} table
 * @returns {unknown[][]}
 */
const rowsOf = (table) => table.map((row) => (Array.isArray(row) ? row : [row]));

/** @type {(table: Table) => (name: string, body: (...row: unknown[]) => unknown) => void} */
describe.each = (table) => (name, body) => {
  for (const row of rowsOf(table)) describe(name, () => body(...row));
};

/**
 * @param {string} name
 * @param {() => unknown} body
 */
function it(name, body) {
  const [first, last] = [before, after];
  const run = async () => {
    for (const hook of first) await hook();
    await body();
    for (const hook of last) await hook();
  };
  tests.push({ name: [...within, name].join(' › '), spec: __mutation.spec, run });
}

/** @type {(table: Table) => (name: string, body: (...row: unknown[]) => unknown) => void} */
it.each = (table) => (name, body) => {
  for (const [at, row] of rowsOf(table).entries()) it(`${name} #${at}`, () => body(...row));
};

export { describe, it, it as test };
/** @param {Hook} hook */
export const beforeEach = (hook) => before.push(hook);
/** @param {Hook} hook */
export const afterEach = (hook) => after.push(hook);
