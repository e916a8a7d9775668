import { describe, expect, it } from '@jest/globals';
import { detectionEnvelope, objectiveOf, type Objective } from '#slo';
import { detectionEnvelopeOf, meanTraffic } from './detection.js';

const objective = (alerting: object = {}): Objective =>
  objectiveOf({
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'api' },
    spec: {
      subject: 'shop',
      target: '99.9',
      window: { rolling: '30d' },
      indicator: { ratio: { total: 't', bad: 'b' } },
      alerting,
    },
  });

describe('the detection envelope of an objective', () => {
  it('runs from burn rate 1 to a total outage, and holds both limits', () => {
    const { points, withinTarget, paged, targetSeconds } = detectionEnvelopeOf(
      objective(),
      null,
      30,
    );
    expect(points).toHaveLength(63);
    expect(points[0]).toMatchObject({ seconds: null, tier: null, budgetShare: null });
    expect(points.at(-1)).toMatchObject({ errorRatio: 1, seconds: 60, tier: 'outage' });
    expect(targetSeconds).toBe(900);
    expect([paged?.burnRate.toFixed(2), withinTarget?.burnRate.toFixed(2)]).toEqual([
      '5.76',
      '5.96',
    ]);
    expect(points).toEqual(expect.arrayContaining([paged, withinTarget]));
    expect(
      points.every(
        ({ errorRatio, seconds }) => (seconds !== null) === errorRatio >= (paged?.errorRatio ?? 0),
      ),
    ).toBe(true);
  });

  it('is that of the rules: lag, traffic and the minimum of bad events of this objective', () => {
    const { points } = detectionEnvelopeOf(objective({ minBadEvents: 20 }), 1, 60);
    const options = { ingestionOffsetSeconds: 60, eventsPerSecond: 1 };
    expect(points.map(({ seconds }) => seconds)).toEqual(
      points.map(
        ({ errorRatio }) =>
          detectionEnvelope(objective({ minBadEvents: 20 }), errorRatio, options).seconds,
      ),
    );
    expect(points.at(-1)?.seconds).toBe(90);
  });

  it('pages nothing where alerts are off', () => {
    const { points, paged, withinTarget } = detectionEnvelopeOf(
      objective({ disabled: true }),
      null,
      30,
    );
    expect([paged, withinTarget, points.every(({ seconds }) => seconds === null)]).toEqual([
      null,
      null,
      true,
    ]);
  });
});

describe('mean traffic', () => {
  const reading = { asOf: '2026-01-31T00:00:00.000Z', total: 2_592_000, coverage: 0.5 };

  it('counts measured time only', () => {
    expect(meanTraffic(objective(), reading)).toBe(2);
    expect(meanTraffic(objective(), { ...reading, total: 0 })).toBeNull();
    expect(meanTraffic(objective(), { ...reading, coverage: 0 })).toBeNull();
    expect(meanTraffic(objective(), null)).toBeNull();
  });
});
