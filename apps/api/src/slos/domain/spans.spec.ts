import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './minutes.js';
import { spansOf } from './spans.js';

describe('the fewest rows of a stretch', () => {
  it('takes days inside, hours beside them, minutes at the edges', () => {
    const [from, to] = [DAY_MS - HOUR_MS - 2 * MINUTE_MS, 3 * DAY_MS + 5 * MINUTE_MS];
    expect(spansOf(from, to, 0)).toEqual([
      { level: 'minute', from, to: DAY_MS - HOUR_MS },
      { level: 'hour', from: DAY_MS - HOUR_MS, to: DAY_MS },
      { level: 'day', from: DAY_MS, to: 3 * DAY_MS },
      { level: 'minute', from: 3 * DAY_MS, to },
    ]);
  });

  it('begins with the next full hour where minutes are gone', () => {
    expect(spansOf(10 * MINUTE_MS, 2 * HOUR_MS, 30 * MINUTE_MS)).toEqual([
      { level: 'hour', from: HOUR_MS, to: 2 * HOUR_MS },
    ]);
  });

  it('takes the oldest minute that is kept', () => {
    expect(spansOf(30 * MINUTE_MS, HOUR_MS, 30 * MINUTE_MS)).toEqual([
      { level: 'minute', from: 30 * MINUTE_MS, to: HOUR_MS },
    ]);
  });

  it('covers every stretch exactly once', () => {
    const minute = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(minute, minute, (a, b) => {
        const [from, to] = [Math.min(a, b) * MINUTE_MS, Math.max(a, b) * MINUTE_MS];
        const spans = spansOf(from, to, 0);
        expect(spans.reduce((sum, span) => sum + span.to - span.from, 0)).toBe(to - from);
        spans.forEach((span, i) => expect(span.from).toBe(spans[i - 1]?.to ?? from));
      }),
    );
  });
});
