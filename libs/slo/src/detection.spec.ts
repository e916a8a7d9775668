import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  DETECTION_TARGET_SECONDS,
  detectionCurve,
  detectionEnvelope,
  mildestPaged,
} from './detection.js';
import type { Detected } from './detection.js';
import { targetOf } from './target.js';

const objective: Detected = {
  target: targetOf('99.9'),
  window: { kind: 'rolling', duration: '30d' },
  minBadEvents: 5,
  alerting: true,
};

describe('detection envelope', () => {
  it('names the alert, the time and the budget burnt by then', () => {
    expect(detectionEnvelope(objective, 0.05)).toEqual({
      errorRatio: 0.05,
      burnRate: 50,
      seconds: 120,
      tier: 'outage',
      alert: 'LeitstandBudgetBurnOutage',
      budgetShare: (50 * 120) / 2_592_000,
    });
  });

  it('pages 5 % errors within three minutes, wherever the fault meets the ticks and a scrape of every 30 s', () => {
    const lags = [30, 40, 50, 60];
    const seconds = lags.flatMap((lag) =>
      Array.from(
        { length: 30 },
        (_, startsAt) =>
          detectionEnvelope(objective, 0.05, { startsAt, ingestionOffsetSeconds: lag }).seconds ??
          Infinity,
      ),
    );
    expect(Math.max(...seconds)).toBe(167);
  });

  it('meets a mean time to detection of 15 minutes for all that burns 6x, where the pairs of the workbook alone need 57.6x', () => {
    expect(detectionEnvelope(objective, 0.013)).toMatchObject({ seconds: 330, tier: 'outage' });
    expect(detectionEnvelope(objective, 0.012)).toMatchObject({
      seconds: 480,
      tier: 'degradation',
    });
    const mildest = mildestPaged(objective, DETECTION_TARGET_SECONDS);
    expect(mildest).toMatchObject({ seconds: 900, tier: 'degradation' });
    expect(mildest?.burnRate).toBeCloseTo((5.76 * 900) / 870, 6);
    expect(mildest?.burnRate).toBeLessThan(6);
  });

  it('never pages what burns slower than every pair, nor for an objective that does not alert', () => {
    expect(detectionEnvelope(objective, 0.0057)).toMatchObject({
      seconds: null,
      tier: null,
      alert: null,
      budgetShare: null,
    });
    expect(detectionEnvelope(objective, 0.00577)).toMatchObject({
      seconds: 930,
      tier: 'degradation',
    });
    expect(mildestPaged(objective, 86_400)?.burnRate).toBeCloseTo(5.76, 6);
    expect(detectionEnvelope({ ...objective, alerting: false }, 1).seconds).toBeNull();
    expect(mildestPaged({ ...objective, alerting: false }, 86_400)).toBeNull();
  });

  it('waits for enough bad events where traffic is low: 5, and 11.25 where the factor is 5.76x', () => {
    expect(detectionEnvelope(objective, 0.5, { eventsPerSecond: 1 / 60 })).toMatchObject({
      seconds: 630,
      tier: 'fast',
    });
    expect(detectionEnvelope(objective, 0.012, { eventsPerSecond: 1.1 })).toMatchObject({
      seconds: 900,
      tier: 'degradation',
    });
    expect(detectionEnvelope(objective, 0.012, { eventsPerSecond: 1 })).toMatchObject({
      tier: 'slow',
    });
  });

  it('sees a worse fault no later', () => {
    const ratio = fc.double({ min: 0.0005, max: 1, noNaN: true });
    fc.assert(
      fc.property(ratio, ratio, fc.integer({ min: 0, max: 9 }), (a, b, phase) => {
        const [mild, grave] = [Math.min(a, b), Math.max(a, b)].map(
          (e) => detectionEnvelope(objective, e, { startsAt: phase * 30 }).seconds ?? Infinity,
        );
        expect(grave).toBeLessThanOrEqual(mild ?? 0);
      }),
      { numRuns: 50 },
    );
  });

  it('draws a curve up to a total outage', () => {
    const curve = detectionCurve(objective, 10);
    expect(curve).toHaveLength(10);
    expect(curve.at(0)?.burnRate).toBeCloseTo(1);
    expect(curve.at(-1)).toMatchObject({ errorRatio: 1, seconds: 60 });
  });
});
