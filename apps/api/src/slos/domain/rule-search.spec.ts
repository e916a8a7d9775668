import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterRefused, afterTaken, nextTrial, type RuleSearch } from './rule-search.js';

/** Searches to the end. */
function found(count: number, bad: ReadonlySet<number>) {
  let search: RuleSearch<number> = {
    suspects: [],
    rest: Array.from({ length: count }, (_, i) => i),
  };
  const [taken, refused]: [number[], number[]] = [[], []];
  let trials = 0;
  for (let trial = nextTrial(search); trial.length > 0; trial = nextTrial(search)) {
    trials += 1;
    if (trial.some((one) => bad.has(one))) {
      const after = afterRefused(search);
      if (after.refused !== null) refused.push(after.refused);
      search = after.search;
    } else {
      taken.push(...trial);
      search = afterTaken(search);
    }
  }
  return {
    taken: taken.toSorted((a, b) => a - b),
    refused: refused.toSorted((a, b) => a - b),
    trials,
  };
}

const LOG_200 = Math.log2(200);

describe('the search for refused members of a set', () => {
  it('needs one trial when none is refused, and none when there is nothing to try', () => {
    expect(found(200, new Set())).toMatchObject({ refused: [], trials: 1 });
    expect(found(0, new Set()).trials).toBe(0);
  });

  it('finds one of 200, wherever it stands, in fewer than 2 × log2 trials, and takes the 199 others', () => {
    for (let bad = 0; bad < 200; bad += 1) {
      const { taken, refused, trials } = found(200, new Set([bad]));
      expect([refused, taken.length]).toEqual([[bad], 199]);
      expect(trials + 2).toBeLessThanOrEqual(2 * LOG_200); // the two: a look at what stood before, and back to it
    }
  });

  it('finds exactly those that are refused, whatever they are', () => {
    const sets = fc
      .integer({ min: 1, max: 60 })
      .chain((count) =>
        fc.tuple(fc.constant(count), fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }))),
      );
    fc.assert(
      fc.property(sets, ([count, list]) => {
        const { taken, refused, trials } = found(count, new Set(list));
        expect(refused).toEqual(list.toSorted((a, b) => a - b));
        expect(taken.length).toBe(count - list.length);
        expect(trials).toBeLessThanOrEqual(list.length * (Math.ceil(Math.log2(count)) + 2) + 1);
      }),
    );
  });

  it('does not blame a suspect that is taken alone: the server changed its mind', () => {
    const left = afterTaken({ suspects: ['a', 'b'], rest: [] });
    expect(nextTrial(left)).toEqual(['b']);
    expect(nextTrial(afterTaken(left))).toEqual([]);
  });
});
