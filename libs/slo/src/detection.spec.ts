import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { detectionCurve, detectionEnvelope } from './detection.js';
import { targetOf } from './target.js';
import type { Window } from './window.js';

const target = targetOf('99.9');
const window: Window = { kind: 'rolling', duration: '30d' };
const FIFTEEN_MINUTES = 900;

describe('detection envelope', () => {
  it('names the alert, the time and the budget burnt by then', () => {
    expect(detectionEnvelope(target, window, 0.05)).toEqual({
      errorRatio: 0.05, burnRate: 50, seconds: 120, alert: 'LeitstandBudgetBurnOutage', budgetShare: (50 * 120) / 2_592_000,
    });
  });

  it('pages 5 % errors within three minutes, wherever the fault meets the ticks and a scrape of every 30 s', () => {
    const lags = [30, 40, 50, 60];
    const seconds = lags.flatMap((lag) => Array.from({ length: 30 }, (_, startsAt) => (
      detectionEnvelope(target, window, 0.05, { startsAt, ingestionOffsetSeconds: lag }).seconds ?? Infinity)));
    expect(Math.max(...seconds)).toBe(167);
  });

  it('meets a mean time to detection of 15 minutes from 12.96x on, where the classic fast pair alone needs 57.6x', () => {
    expect(detectionEnvelope(target, window, 0.013).seconds).toBe(330);
    expect(detectionEnvelope(target, window, 0.0129).seconds).toBeGreaterThan(FIFTEEN_MINUTES);
  });

  it('never pages what burns slower than the slow pair', () => {
    expect(detectionEnvelope(target, window, 0.005)).toMatchObject({ seconds: null, alert: null, budgetShare: null });
  });

  it('waits for enough bad events where traffic is low', () => {
    const quiet = { eventsPerSecond: 1 / 60, minBadEvents: 5 };
    expect(detectionEnvelope(target, window, 0.5, quiet)).toMatchObject({ seconds: 630, alert: 'LeitstandBudgetBurnFast' });
    expect(detectionEnvelope(target, window, 0.5).seconds).toBe(60);
  });

  it('sees a worse fault no later', () => {
    const ratio = fc.double({ min: 0.0005, max: 1, noNaN: true });
    fc.assert(fc.property(ratio, ratio, fc.integer({ min: 0, max: 9 }), (a, b, phase) => {
      const [mild, grave] = [Math.min(a, b), Math.max(a, b)].map((e) => detectionEnvelope(target, window, e, { startsAt: phase * 30 }).seconds ?? Infinity);
      expect(grave).toBeLessThanOrEqual(mild ?? 0);
    }), { numRuns: 50 });
  });

  it('draws a curve up to a total outage', () => {
    const curve = detectionCurve(target, window, 10);
    expect(curve).toHaveLength(10);
    expect(curve.at(0)?.burnRate).toBeCloseTo(1);
    expect(curve.at(-1)).toMatchObject({ errorRatio: 1, seconds: 60 });
  });
});
