import { describe, expect, it } from '@jest/globals';
import { objectiveOf, type Objective, type SloSpec } from '#slo';
import { countable, spentWithin } from './spent.js';

const objective = (window: SloSpec['window']): Objective =>
  objectiveOf({
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'api' },
    spec: { subject: 'shop', target: '99', window, indicator: { ratio: { total: 't', bad: 'b' } } },
  });

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);
const asOf = at('12:00:00');
const minutesFrom = at('06:00:00');
const times = (from: string, to: string) =>
  countable({ from: at(from), to: at(to) }, asOf, minutesFrom);

describe('what can be counted of a stretch of time', () => {
  it('is whole minutes that hold all of it', () => {
    expect(times('10:00:20', '10:04:20')).toEqual({ from: at('10:00:00'), to: at('10:05:00') });
    expect(times('10:00:00', '10:05:00')).toEqual({ from: at('10:00:00'), to: at('10:05:00') });
  });

  it('ends with the newest closed minute', () => {
    expect(times('11:58:30', '12:00:40')).toEqual({ from: at('11:58:00'), to: asOf });
    expect(times('12:00:30', '12:00:40')).toEqual({ from: asOf, to: asOf });
  });

  it('is whole hours where minutes are kept no more', () => {
    expect(times('04:20:00', '04:40:00')).toEqual({ from: at('04:00:00'), to: at('05:00:00') });
    expect(times('05:20:00', '07:10:00')).toEqual({ from: at('05:00:00'), to: at('07:10:00') });
  });
});

describe('what a stretch of time took from a budget', () => {
  const sums = (good: number, bad: number, coveredSeconds: number) => ({
    good,
    bad,
    coveredSeconds,
    sampleSeconds: 0,
  });
  const rolling = objective({ rolling: '30d' });
  const range = { from: at('10:00:00'), to: at('10:10:00') };

  it('is its bad events over those that the window may hold', () => {
    // 100,000 events at 99 %: 1,000 may be bad; 250 of them were within these ten minutes, of which five were measured.
    const window = sums(99_000, 1_000, 2_592_000);
    expect(spentWithin(rolling, range, sums(750, 250, 300), window)).toEqual({
      from: '2026-03-02T10:00:00.000Z',
      to: '2026-03-02T10:10:00.000Z',
      good: 750,
      bad: 250,
      coverage: 0.5,
      share: 0.25,
    });
  });

  it('can be more than the budget', () => {
    const share = spentWithin(rolling, range, sums(0, 20, 600), sums(980, 20, 600)).share;
    expect(share).toBe(2);
  });

  it('is unknown while nothing is counted, and where nothing happened', () => {
    const none = sums(0, 0, 0);
    const nothingYet = { from: asOf, to: asOf };
    expect(spentWithin(rolling, nothingYet, none, sums(990, 10, 600)).share).toBeNull();
    expect(spentWithin(rolling, range, none, none).share).toBeNull();
  });
});
