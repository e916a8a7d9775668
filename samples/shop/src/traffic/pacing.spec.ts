import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { MAX_CATCH_UP_MS, requestsDue, type Pace } from './pacing.js';

function sent(rate: number, tickMs: number, forMs: number): number {
  let pace: Pace = { at: 0, carry: 0 };
  let count = 0;
  for (let now = tickMs; now <= forMs; now += tickMs) {
    const step = requestsDue(pace, now, rate);
    pace = step.pace;
    count += step.due;
  }
  return count;
}

describe('pacing of the sample traffic', () => {
  it.each([
    [20, 50],
    [60, 50],
    [20, 7],
    [60, 240],
  ])('keeps %d requests a second with ticks of %d ms', (rate, tick) => {
    expect(Math.abs(sent(rate, tick, 60_000) - rate * 60)).toBeLessThanOrEqual(
      (rate * tick) / 1000 + 1,
    );
  });

  it('never floods after a pause: it makes up for a quarter of a second at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 9 }),
        fc.integer({ min: 0, max: 200 }),
        (pause, rate) => {
          const { due } = requestsDue({ at: 0, carry: 0.99 }, pause, rate);
          expect(due).toBeLessThanOrEqual((rate * MAX_CATCH_UP_MS) / 1000 + 1);
        },
      ),
    );
  });

  it('sends nothing at rate zero, nor when the clock stands or runs back', () => {
    expect(requestsDue({ at: 0, carry: 0 }, 1_000, 0)).toEqual({
      due: 0,
      pace: { at: 1_000, carry: 0 },
    });
    expect(requestsDue({ at: 500, carry: 0.5 }, 500, 60)).toEqual({
      due: 0,
      pace: { at: 500, carry: 0.5 },
    });
    expect(requestsDue({ at: 500, carry: 0.5 }, 400, 60)).toEqual({
      due: 0,
      pace: { at: 400, carry: 0.5 },
    });
  });
});
