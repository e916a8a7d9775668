// What the specs import from '@jest/globals', as far as pure code needs it: tests are collected, and can be run again and again.
import { expect } from 'expect';

/** @typedef {{name: string, spec: string, run: () => Promise<void>}} Test */

/** @type {Test[]} */
export const tests = [];
export { expect };

let within = [];
let [before, after] = [[], []];

function describe(name, body) {
  const outer = { within, before, after };
  [within, before, after] = [[...within, name], [...before], [...after]];
  body();
  ({ within, before, after } = outer);
}

const rowsOf = (table) => table.map((row) => (Array.isArray(row) ? row : [row]));

describe.each = (table) => (name, body) => {
  for (const row of rowsOf(table)) describe(name, () => body(...row));
};

function it(name, body) {
  const [first, last] = [before, after];
  const run = async () => {
    for (const hook of first) await hook();
    await body();
    for (const hook of last) await hook();
  };
  tests.push({ name: [...within, name].join(' › '), spec: globalThis.__mutation.spec, run });
}

it.each = (table) => (name, body) => {
  for (const [at, row] of rowsOf(table).entries()) it(`${name} #${at}`, () => body(...row));
};

export { describe, it, it as test };
export const beforeEach = (hook) => before.push(hook);
export const afterEach = (hook) => after.push(hook);
