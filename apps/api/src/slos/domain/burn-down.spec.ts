import { describe, expect, it } from '@jest/globals';
import { objectiveOf, type SloSpec } from '#slo';
import { burnDownPoint, burnDownPoints, isHourly, planBurnDown } from './burn-down.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './minutes.js';
import { sparkKey, sparkWindows, type SparkSource } from './spark.js';

function objective(window: SloSpec['window'] = { rolling: '30d' }) {
  return objectiveOf({
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'api' },
    spec: { subject: 's', target: '90', window, indicator: { ratio: { total: 't', bad: 'b' } } },
  });
}

const now = Date.parse('2026-11-10T12:07:00Z');
const sums = (good: number, bad: number, coveredSeconds = 3600) => ({
  good,
  bad,
  coveredSeconds,
  sampleSeconds: 0,
});

describe('the plan of a burn-down', () => {
  it('shows a month in steps of hours, all on the grid, with an unfinished step at the end', () => {
    const plan = planBurnDown(objective(), now - 30 * DAY_MS, now, now - 40 * DAY_MS);
    expect(plan.stepMs).toBe(2 * HOUR_MS);
    expect(plan.ends.length).toBeLessThanOrEqual(399);
    expect(isHourly(plan)).toBe(true);
    expect(plan.tailFrom).toBe(Date.parse('2026-11-10T12:00:00Z'));
    expect(plan.edges).toEqual([...new Set(plan.edges)].toSorted((a, b) => a - b));
  });

  it('begins where it is asked to, with a step that is cut, and with a full hour where minutes are not kept', () => {
    const kept = planBurnDown(objective(), now - 30 * DAY_MS, now, now - 40 * DAY_MS);
    expect([kept.from, kept.headTo]).toEqual([
      now - 30 * DAY_MS,
      Date.parse('2026-10-11T14:00:00Z'),
    ]);
    const old = now - 60 * DAY_MS;
    const hours = planBurnDown(objective(), old, old + 6 * HOUR_MS, now - 40 * DAY_MS);
    expect([hours.from, hours.headTo]).toEqual([Date.parse('2026-09-11T13:00:00Z'), null]);
    const brief = planBurnDown(objective(), old, old + 10 * MINUTE_MS, now - 90 * DAY_MS);
    expect([brief.from, brief.stepMs, brief.headTo]).toEqual([old, MINUTE_MS, null]);
  });

  it('shows an hour by the minute', () => {
    const plan = planBurnDown(objective(), now - HOUR_MS, now, now - 40 * DAY_MS);
    expect([plan.stepMs, plan.ends.length, plan.tailFrom, isHourly(plan)]).toEqual([
      MINUTE_MS,
      60,
      null,
      false,
    ]);
  });

  it('takes hours where minutes are no longer kept', () => {
    const past = now - 60 * DAY_MS;
    expect(planBurnDown(objective(), past, past + 6 * HOUR_MS, now - 40 * DAY_MS).stepMs).toBe(
      HOUR_MS,
    );
  });

  it.each([[1], [90], [366]])('needs at most 400 points for %i days', (days) => {
    const { ends, tailFrom } = planBurnDown(
      objective(),
      now - days * DAY_MS,
      now,
      now - 40 * DAY_MS,
    );
    expect(ends.length + (tailFrom === null ? 0 : 1)).toBeLessThanOrEqual(400);
  });

  it('lets every calendar period begin with a full budget', () => {
    const day = objective({ calendar: 'day', timeZone: 'UTC' });
    const begin = Date.parse('2026-11-09T00:00:00Z');
    const plan = planBurnDown(day, begin, begin + 2 * DAY_MS, now - 40 * DAY_MS);
    const at = (end: number) => plan.starts[plan.ends.indexOf(end)];
    expect(at(begin + DAY_MS)).toBe(begin);
    expect(at(begin + DAY_MS + HOUR_MS)).toBe(begin + DAY_MS);
  });
});

describe('the points of a burn-down', () => {
  it('are sums over the window that ends with each step; what ages out comes back', () => {
    const plan = {
      from: 0,
      to: 3 * HOUR_MS,
      stepMs: HOUR_MS,
      ends: [HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS],
      starts: [0, 0, HOUR_MS],
      edges: [0, HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS],
      headTo: null,
      tailFrom: null,
    };
    const points = burnDownPoints(objective({ rolling: '2h' }), plan, [
      sums(95, 5),
      sums(100, 0),
      sums(100, 0),
    ]);
    expect(points.map(({ left }) => left)).toEqual([0.5, 0.75, 1]);
    expect(points.map(({ good, bad, covered }) => [good, bad, covered])).toEqual([
      [95, 5, 1],
      [100, 0, 1],
      [100, 0, 1],
    ]);
  });

  it('leave a gap where nobody measured, even though the window has data', () => {
    expect(burnDownPoint(objective(), 0, HOUR_MS, sums(0, 0, 0), sums(100, 1))).toMatchObject({
      left: null,
      covered: 0,
      good: 0,
    });
    expect(burnDownPoint(objective(), 0, HOUR_MS, sums(1, 0, 1800), sums(100, 0))).toMatchObject({
      left: 1,
      covered: 0.5,
    });
  });
});

describe('a spark line', () => {
  it('has one window for each midnight before the newest point', () => {
    const windows = sparkWindows(objective(), new Date(now));
    expect(windows).toHaveLength(27);
    expect(windows.at(-1)).toEqual({
      from: Date.parse('2026-10-11T00:00:00Z'),
      to: Date.parse('2026-11-10T00:00:00Z'),
    });
    expect(windows[0]?.to).toBe(Date.parse('2026-10-15T00:00:00Z'));
  });

  it('is computed anew each day, for each version, when older history turned up, and when its past changed', () => {
    const source = {
      version: 1,
      filledFrom: new Date(0),
      filledTo: new Date(now),
      pastRevision: 0,
    };
    const key = (other: Partial<SparkSource>) => sparkKey({ ...source, ...other });
    expect(key({ filledTo: new Date(now + HOUR_MS) })).toBe(key({}));
    expect(
      new Set([
        key({}),
        key({ version: 2 }),
        key({ filledTo: new Date(now + DAY_MS) }),
        key({ filledFrom: new Date(1) }),
        key({ pastRevision: 1 }),
      ]).size,
    ).toBe(5);
  });
});
