import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { SystemClock } from '../../platform/kernel/clock.js';
import type { ReadingsReport } from '../use-cases/compute-readings.js';
import { LedgerMetrics } from './ledger-metrics.js';

let metrics: LedgerMetrics;
beforeEach(() => {
  metrics = new LedgerMetrics(new SystemClock());
});
afterEach(() => register.clear());

type Slo = ReadingsReport['slos'][number];

/** An SLO as a pass finds it. @param stored share that is left, by the version of which it was computed */
function slo(slug: string, window: object, version: number, stored?: [number, number]): Slo {
  const [ofVersion, leftShare] = stored ?? [];
  return {
    id: slug,
    slug,
    service: 'shop',
    territory: 'DE',
    version,
    document: { spec: { window } } as Slo['document'],
    filledFrom: new Date(0),
    filledTo: new Date(60_000),
    pastRevision: 0,
    stored:
      leftShare === undefined
        ? null
        : {
            asOf: new Date(60_000),
            spark: [],
            sparkKey: `0/${ofVersion}/0/0`,
            alerts: [],
            firingSince: null,
            leftShare,
            earlierTimeShare: 0.25,
          },
  };
}

const computed = (id: string, leftShare: number | null) =>
  ({
    slo: { id },
    reading: { budget: { leftShare }, definition: { earlierTimeShare: 0.75 } },
  }) as ReadingsReport['computed'][number];

async function left(
  metric = 'leitstand_slo_budget_remaining_ratio',
): Promise<Record<string, number>> {
  const values = (await register.getSingleMetric(metric)?.get())?.values;
  return Object.fromEntries(
    (values ?? []).map(({ labels, value }) => [`${labels['slo']} ${labels['window']}`, value]),
  );
}

const DAY = { rolling: '1d' };
const YEAR = { calendar: 'year', timeZone: 'UTC' };

describe('what is left of budgets, as the worker tells it', () => {
  it('is told of the present window alone, from the moment it changed', async () => {
    metrics.read({ slos: [slo('a', DAY, 1)], computed: [computed('a', -10)], failures: [] });
    expect(await left()).toEqual({ 'a 1d': -10 });
    const changed = slo('a', YEAR, 2, [1, -10]);
    metrics.read({ slos: [changed], computed: [], failures: [] });
    expect(await left()).toEqual({}); // the old number is not of the new window
    metrics.read({ slos: [changed], computed: [computed('a', 0.99)], failures: [] });
    expect(await left()).toEqual({ 'a calendar-year': 0.99 });
  });

  it('stays where another SLO is deleted', async () => {
    const [a, b] = [slo('a', DAY, 1, [1, 0.5]), slo('b', DAY, 1, [1, 0.7])];
    metrics.read({ slos: [a, b], computed: [], failures: [] });
    metrics.read({ slos: [b], computed: [], failures: [] });
    expect(await left()).toEqual({ 'b 1d': 0.7 });
  });

  it('follows what another worker computed', async () => {
    metrics.read({ slos: [slo('a', DAY, 1)], computed: [computed('a', -1)], failures: [] });
    metrics.read({ slos: [slo('a', DAY, 1, [1, 0.2])], computed: [], failures: [] });
    expect(await left()).toEqual({ 'a 1d': 0.2 });
  });

  it('comes with what of its window an earlier definition counted', async () => {
    metrics.read({
      slos: [slo('a', DAY, 1, [1, 0.2]), slo('b', DAY, 1)],
      computed: [computed('b', 0.7)],
      failures: [],
    });
    expect(await left('leitstand_slo_earlier_definition_ratio')).toEqual({
      'a 1d': 0.25,
      'b 1d': 0.75,
    });
  });

  it('is not told where nothing was counted', async () => {
    metrics.read({ slos: [slo('a', DAY, 1)], computed: [computed('a', 0.4)], failures: [] });
    metrics.read({ slos: [slo('a', DAY, 1)], computed: [computed('a', null)], failures: [] });
    expect(await left()).toEqual({});
  });
});
