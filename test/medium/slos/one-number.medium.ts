import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetBudget } from '../../../apps/api/src/slos/use-cases/get-budget.js';
import { GetSpent } from '../../../apps/api/src/slos/use-cases/get-spent.js';
import { GetGaps } from '../../../apps/api/src/slos/use-cases/get-gaps.js';
import { GetBurnDown } from '../../../apps/api/src/slos/use-cases/get-burn-down.js';
import { GetSlo } from '../../../apps/api/src/slos/use-cases/get-slo.js';
import { ListSlos } from '../../../apps/api/src/slos/use-cases/list-slos.js';
import { SaveSlo } from '../../../apps/api/src/slos/use-cases/save-slo.js';
import { TickLedger } from '../../../apps/api/src/slos/use-cases/tick-ledger.js';
import { objectiveOf } from '../../../libs/slo/src/index.js';
import { boundsAt, type Reading } from '../../../apps/api/src/slos/domain/reading.js';
import { Clock } from '../../../apps/api/src/platform/kernel/clock.js';
import { FakePrometheus } from '../../harness/fake-prometheus.js';
import { sloDocument, startSlosContext, writer, type SlosContext } from './slos-context.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Three quarters of an hour after the clocks of Berlin went back, on a day of 25 hours. */
const END = Date.parse('2026-10-25T01:45:00Z');
const START = END - 180 * MINUTE;
/** Since when there are counts of the one whose chart does not begin with a whole step. */
const EARLY = END - 720 * MINUTE;
const anna = writer('DE');

type Tick = { total: number; bad: number } | null;
type Expected = Partial<Record<'budget' | 'burn', object>> & Record<string, unknown>;

/** Each state: how it is measured, what the objective is, and what has to be read. */
const STATES: Record<
  string,
  [ticks: (at: number) => Tick, spec: Record<string, unknown>, expected: Expected]
> = {
  'no-data': [
    () => null,
    {},
    {
      sli: null,
      total: 0,
      coverage: 0,
      budget: { state: 'no-data' },
      burn: { state: 'unknown', rate1h: null },
    },
  ],
  'no-traffic': [
    () => ({ total: 0, bad: 0 }),
    {},
    { sli: null, total: 0, budget: { state: 'no-data' }, burn: { state: 'steady', rate1h: null } },
  ],
  'almost-whole': [
    (at) => ({ total: 25_000, bad: at === END ? 1 : 0 }),
    { target: '99.99' },
    { bad: 1, budget: { state: 'healthy' }, exhaustsAt: null },
  ],
  overspent: [
    () => ({ total: 100, bad: 1 }),
    { target: '99.9' },
    { sli: 0.99, budget: { state: 'exhausted' }, exhaustsAt: null },
  ],
  'more-bad-than-all': [
    () => ({ total: 1, bad: 2 }),
    {},
    { sli: 0, good: 0, bad: 720, total: 720, budget: { state: 'exhausted' } },
  ],
  silent: [
    (at) => (at > END - 60 * MINUTE ? null : { total: 100, bad: 0 }),
    {},
    { budget: { state: 'healthy' }, burn: { state: 'unknown', rate1h: null } },
  ],
  recovering: [
    (at) => ({ total: 1000, bad: at > END - 60 * MINUTE && at <= END - 30 * MINUTE ? 100 : 0 }),
    { window: { rolling: '6h' } },
    { burn: { state: 'recovering' }, budget: { state: 'exhausted' } },
  ],
  'half-measured': [
    (at) => (at % MINUTE === 0 ? { total: 10, bad: 0 } : null),
    { window: { rolling: '3h' } },
    { coverage: 0.5, total: 1800, budget: { state: 'healthy' } },
  ],
  'cut-step': [
    (at) => ({ total: 100, bad: at <= END - 600 * MINUTE ? 50 : 1 }),
    { window: { rolling: '10h' } },
    { total: 600 * 200, bad: 600 * 2 },
  ],
  'long-window': [
    () => ({ total: 10, bad: 0 }),
    { window: { rolling: '90d' } },
    { coverage: (180 * 60) / (90 * 86_400), total: 3600 },
  ],
  'clock-change': [
    () => ({ total: 60, bad: 0 }),
    { window: { calendar: 'day', timeZone: 'Europe/Berlin' }, target: '99' },
    // The day began at 22:00 UTC and has 25 hours; measured is what came from 22:45 on, and the rest is expected to come as fast.
    {
      total: 180 * 120,
      coverage: 180 / 225,
      budget: { allowedBad: (180 * 120 * (180 + 25 * 60 - 225)) / 180 / 100, state: 'healthy' },
    },
  ],
};
const NAMES = Object.keys(STATES);

const prometheus = new FakePrometheus();
const clock = new (class extends Clock {
  override now(): Date {
    return new Date(END + 20_000);
  }
})();
let context: SlosContext;

beforeAll(async () => {
  context = await startSlosContext({
    settings: { LEITSTAND_PROMETHEUS_URL: await prometheus.listen() },
    clock,
  });
  prometheus.now = END + 20_000;
  // A rule group that is alive, so that every minute up to the end is closed.
  prometheus.record('alive', END - 5 * MINUTE, END, () => ({ total: 1, bad: 0 }));
  for (const [name, [ticks, spec]] of Object.entries(STATES)) {
    await context.module.get(SaveSlo).execute(anna, sloDocument(name, spec), { kind: 'new' });
    prometheus.record(name, name === 'cut-step' ? EARLY : START, END, ticks);
  }
  await context.owner.query(`update slos set created_at = to_timestamp(${EARLY / 1000})`);
  await context.module.get(TickLedger).execute();
}, 60_000);
afterAll(async () => {
  await context.close();
  await prometheus.close();
});

interface Row {
  slug: string;
  reading: Reading;
  spark: (number | null)[];
}

describe('one number, whatever the state', () => {
  it.each(NAMES)('%s', async (name) => {
    const { items } = JSON.parse(
      await context.module.get(ListSlos).execute(anna, { sort: 'name', limit: 100 }),
    ) as { items: Row[] };
    const row = items.find(({ slug }) => slug === name);
    const detail = JSON.parse((await context.module.get(GetSlo).execute(anna, name)).json) as Row;
    const budgets = context.module.get(GetBudget);
    const reading = await budgets.execute(anna, name, null);
    const chart = await context.module.get(GetBurnDown).execute(anna, name, {});
    const { asOf, pairs } = await budgets.burnRates(anna, name);
    const [, , expected] = STATES[name] ?? [];
    expect(reading).toMatchObject({ ...expected, asOf: new Date(END).toISOString() });
    expect([row?.reading, detail.reading]).toEqual([reading, reading]);
    expect([asOf, chart.asOf, chart.points.at(-1)?.at]).toEqual([
      reading.asOf,
      reading.asOf,
      reading.asOf,
    ]);
    expect([row?.spark.at(-1), detail.spark.at(-1), chart.points.at(-1)?.left]).toEqual([
      reading.budget.leftShare,
      reading.budget.leftShare,
      reading.budget.leftShare,
    ]);
    const sum = (of: 'good' | 'bad') => chart.points.reduce((all, point) => all + point[of], 0);
    const { start } = boundsAt(
      objectiveOf(sloDocument(name, STATES[name]?.[1])).window,
      new Date(END),
    );
    // Of minutes that are not kept any more there are whole hours.
    const from =
      name === 'long-window' ? Math.ceil(start.getTime() / HOUR) * HOUR : start.getTime();
    expect([chart.from, sum('good'), sum('bad')]).toEqual([
      new Date(from).toISOString(),
      reading.good,
      reading.bad,
    ]);
    const spent = await context.module.get(GetSpent).execute(anna, name, { from: start });
    expect([spent.good, spent.bad, spent.share]).toEqual([
      reading.good,
      reading.bad,
      reading.budget.spentShare,
    ]);
    expect(pairs.find(({ long }) => long.window === '1h')?.long.rate ?? null).toBe(
      reading.burn.rate1h,
    );
  });

  it.each([
    // Two: until the first count, and since the last one.
    [
      'silent',
      600 * 60,
      [
        [END - 60 * MINUTE, END],
        [EARLY, START],
      ],
    ],
    ['half-measured', 0, []], // each minute is counted, though not throughout
    ['cut-step', 0, []],
  ])('tells of %s how much of its window is in no number', async (name, uncountedSeconds, gaps) => {
    const told = await context.module.get(GetGaps).execute(anna, name);
    expect(told).toEqual({
      asOf: new Date(END).toISOString(),
      uncountedSeconds,
      total: gaps.length,
      gaps: gaps.map(([from, to]) => ({
        from: new Date(from ?? 0).toISOString(),
        to: new Date(to ?? 0).toISOString(),
      })),
    });
  });

  it.each([
    // 2,000 events a minute; for half an hour a tenth of them is bad.
    ['that is over', END - 60 * MINUTE, END - 30 * MINUTE, { good: 54_000, bad: 6_000, share: 20 }],
    ['of which a part is not closed yet', END - MINUTE, END + MINUTE, { good: 2_000, bad: 0 }],
    ['of which nothing is closed yet', END, END + MINUTE, { good: 0, bad: 0, share: null }],
    ['before anything was counted', EARLY, START, { good: 0, bad: 0, coverage: 0, share: null }],
  ])('tells what a stretch of time took, one %s', async (_, from, to, expected) => {
    const range = { from: new Date(from), to: new Date(to) };
    const told = await context.module.get(GetSpent).execute(anna, 'recovering', range);
    expect(told).toMatchObject(expected);
  });

  it('never reads as whole while there is a bad event', async () => {
    const { sli } = await context.module.get(GetBudget).execute(anna, 'almost-whole', null);
    expect(sli).toBeLessThan(1);
  });

  it('judges the same facts anew when the target changes in the middle of a window', async () => {
    const before = await context.module.get(GetBudget).execute(anna, 'overspent', null);
    await context.module
      .get(SaveSlo)
      .execute(anna, sloDocument('overspent', { target: '95' }), { kind: 'any' });
    await context.module.get(TickLedger).execute();
    const after = await context.module.get(GetBudget).execute(anna, 'overspent', null);
    expect(after).toMatchObject({
      total: before.total,
      bad: before.bad,
      sli: before.sli,
      budget: { spentShare: 0.2, state: 'healthy' },
    });
  });
});
