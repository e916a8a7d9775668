import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { drawFate, NATURAL_ERRORS } from './fate.js';
import { drawDuration, type Random } from './latency.js';

/** Evenly spread numbers: the same every time, and without luck. */
function even(step: number): Random {
  let at = 0;
  return () => (at = (at + step) % 1);
}
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const sequence = (values: readonly number[]): Random => {
  let i = 0;
  return () => values[i++ % values.length] ?? 0;
};

function shareOver(limitMs: number, strain: number): number {
  const random = even(0.618_033_988_75);
  const draws = Array.from({ length: 20_000 }, () => drawDuration('page', strain, 0, random));
  return draws.filter((ms) => ms > limitMs).length / draws.length;
}

describe('durations of the sample shop', () => {
  it('meets 95 % under 200 ms at normal load and under 450 ms at peak load', () => {
    expect(shareOver(200, 0)).toBeLessThan(0.03);
    expect(shareOver(450, 1)).toBeLessThan(0.03);
  });

  it('would miss 200 ms at peak load: the peak is really felt', () => {
    expect(shareOver(200, 1)).toBeGreaterThan(0.4);
  });

  it('stays clear of every threshold that counts at that load', () => {
    fc.assert(
      fc.property(chance, chance, chance, (a, b, c) => {
        expect(
          Math.abs(drawDuration('page', 0, 0, sequence([a, b, c])) - 200),
        ).toBeGreaterThanOrEqual(15);
        expect(
          Math.abs(drawDuration('page', 1, 0, sequence([a, b, c])) - 450),
        ).toBeGreaterThanOrEqual(15);
        for (const strain of [0, 1]) {
          expect(
            Math.abs(drawDuration('creditCheck', strain, 0, sequence([a, b, c])) - 300),
          ).toBeGreaterThanOrEqual(20);
        }
      }),
    );
  });

  it('slows the switched share beyond every threshold', () => {
    fc.assert(
      fc.property(chance, chance, (a, b) => {
        expect(drawDuration('page', 0, 1, sequence([a, b]))).toBeGreaterThan(450);
        expect(drawDuration('creditCheck', 1, 1, sequence([a, b]))).toBeGreaterThan(450);
        expect(drawDuration('checkout', 1, 1, sequence([a, b]))).toBeLessThanOrEqual(140);
      }),
    );
  });

  it('fails the switched share, and a few by nature', () => {
    const failing = (errors: number): number => {
      const random = even(0.381_966_011_25);
      const fates = Array.from({ length: 20_000 }, () =>
        drawFate('page', { load: 'normal', errors, slowness: 0 }, 0, random),
      );
      return fates.filter(({ fails }) => fails).length / fates.length;
    };
    expect(failing(0)).toBeLessThan(5 * NATURAL_ERRORS);
    expect(failing(0.1)).toBeCloseTo(0.1, 1);
    expect(failing(1)).toBe(1);
  });
});
