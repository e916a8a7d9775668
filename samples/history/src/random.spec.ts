import { describe, expect, it } from '@jest/globals';

import { binomial, poisson, seededRandom, seedOf } from './random.js';

const DRAWS = 20_000;

function mean(draw: () => number): number {
  let sum = 0;
  for (let i = 0; i < DRAWS; i++) sum += draw();
  return sum / DRAWS;
}

describe('seeded chance', () => {
  it('repeats itself for the same seed and differs for another', () => {
    const take = (seed: number): number[] => Array.from({ length: 5 }, seededRandom(seed));
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  it('gives different texts different seeds', () => {
    expect(seedOf('a')).not.toBe(seedOf('b'));
    expect(seedOf('shop')).toBe(seedOf('shop'));
  });

  it.each([0.4, 8, 60])('draws Poisson counts around a mean of %d', (wanted) => {
    const random = seededRandom(1);
    expect(Math.abs(mean(() => poisson(random, wanted)) - wanted)).toBeLessThan(
      4 * Math.sqrt(wanted / DRAWS) + 0.01,
    );
  });

  it.each([
    [60, 0.001],
    [60, 0.2],
    [5, 0.8],
  ])('draws binomial counts of %d trials at %d', (trials, share) => {
    const random = seededRandom(2);
    const error = Math.abs(mean(() => binomial(random, trials, share)) - trials * share);
    expect(error).toBeLessThan(4 * Math.sqrt((trials * share * (1 - share)) / DRAWS));
  });

  it('knows the certain and the impossible', () => {
    const random = seededRandom(3);
    expect(binomial(random, 10, 0)).toBe(0);
    expect(binomial(random, 10, 1)).toBe(10);
    expect(binomial(random, 0, 0.5)).toBe(0);
    expect(poisson(random, 0)).toBe(0);
  });
});
