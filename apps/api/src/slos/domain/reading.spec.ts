import { describe, expect, it } from '@jest/globals';
import { FORECAST_WINDOWS, objectiveOf, type SloSpec, windowSeconds } from '#slo';
import { burnRatesOf } from './burn-rates.js';
import type { SloAlert } from './alarm.js';
import { boundsAt, NO_SUMS, readingOf, type LedgerSums, type ReadingInput } from './reading.js';

const asOf = new Date('2026-11-10T12:00:00Z');
const DAY = 86_400;

function objective(spec: Partial<SloSpec> = {}) {
  const base: SloSpec = {
    subject: 'shop',
    target: '99.9',
    window: { rolling: '30d' },
    indicator: { ratio: { total: 't', bad: 'b' } },
  };
  return objectiveOf({
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'api' },
    spec: { ...base, ...spec },
  });
}

function input(change: Partial<ReadingInput> = {}, recent: Partial<LedgerSums> = {}): ReadingInput {
  const window = { good: 999_500, bad: 500, coveredSeconds: 27 * DAY, sampleSeconds: 0 };
  const burn = new Map(
    FORECAST_WINDOWS.map((name) => [
      name,
      { good: 10_000, bad: 0, coveredSeconds: 60, sampleSeconds: 0, ...recent },
    ]),
  );
  return {
    objective: objective(),
    asOf,
    window,
    burn,
    countedFrom: null,
    regimes: {},
    regime: null,
    earlier: { spans: [], sums: NO_SUMS },
    alerts: [],
    before: null,
    ...change,
  };
}

describe('windows that a new SLO has not filled', () => {
  /** Five times the allowed pace in every window, counted for so many hours. */
  const after = (hours: number) =>
    burnRatesOf(
      input(
        { countedFrom: new Date(asOf.getTime() - hours * 3_600_000) },
        { good: 99_500, bad: 500 },
      ),
    )
      .filter(({ state }) => state === 'burning')
      .map(({ name }) => name);

  it.each([
    [1, []],
    [23, ['ticket-fast']],
    [67, ['ticket-fast', 'ticket-slow']],
  ])('are judged by no tier: after %d h at five times the pace', (hours, names) => {
    expect(after(hours)).toEqual(names);
  });
});

const firing: SloAlert = {
  name: 'LeitstandBudgetBurnFast',
  severity: 'page',
  state: 'firing',
  since: asOf.toISOString(),
};

describe('a reading', () => {
  it('has the budget, its coverage and its rates from one set of sums', () => {
    expect(readingOf(input())).toMatchObject({
      asOf: asOf.toISOString(),
      total: 1_000_000,
      sli: 0.9995,
      budget: {
        state: 'healthy',
        allowedBad: 1000,
        spentShare: 0.5,
        leftShare: 0.5,
        leftEvents: 500,
      },
      burn: { state: 'steady', rate1h: 0, rate6h: 0, severity: null },
      coverage: 0.9,
      sampleShare: 0,
      exhaustsAt: null,
    });
  });

  it('is never green without data', () => {
    const silent = readingOf(
      input({ window: NO_SUMS, burn: new Map(FORECAST_WINDOWS.map((name) => [name, NO_SUMS])) }),
    );
    expect(silent).toMatchObject({
      sli: null,
      budget: { state: 'no-data', leftShare: null },
      burn: { state: 'unknown', rate1h: null },
      coverage: 0,
      sampleShare: 0,
    });
  });

  it('does not call steady what nobody has measured for half an hour, however quiet the days before were', () => {
    const silentFor = (seconds: number, change: Partial<ReadingInput> = {}) => {
      const burn = new Map(
        FORECAST_WINDOWS.map((name) => [
          name,
          windowSeconds(name) <= seconds
            ? NO_SUMS
            : { good: 10_000, bad: 0, coveredSeconds: 60, sampleSeconds: 0 },
        ]),
      );
      return readingOf(input({ burn, ...change })).burn.state;
    };
    expect([120, 1200, 1800, 7200, 86_400].map((seconds) => silentFor(seconds))).toEqual([
      'steady',
      'steady',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(silentFor(7200, { alerts: [firing] })).toBe('burning');
  });

  const at = (pace: Partial<LedgerSums>, recent: readonly string[]) => {
    const quiet = { good: 9_990, bad: 0, coveredSeconds: 3600, sampleSeconds: 0 };
    const burn = new Map(
      FORECAST_WINDOWS.map((name) => [name, { ...quiet, ...(recent.includes(name) ? pace : {}) }]),
    );
    return readingOf(input({ burn }));
  };

  it('foretells the end of the budget by the last hour while nothing is over its factor', () => {
    const { burn, exhaustsAt } = at({ good: 9_980, bad: 20 }, ['5m', '15m', '30m', '1h']);
    expect(burn).toMatchObject({
      state: 'steady',
      forecast: { verdict: 'runs-out', window: '1h', rate: 2 },
    });
    const [incoming, outgoing] = [10_000 / 3600, 1_000_000 / (30 * DAY)];
    const seconds = 500 / (20 / 3600 - 0.001 * (incoming - outgoing));
    expect(Date.parse(exhaustsAt ?? '') - asOf.getTime()).toBeCloseTo(seconds * 1000, -1);
  });

  it('foretells it by the shortest window that tells of a fault under way, which the hour hardly knows of', () => {
    const { burn, exhaustsAt } = at({ good: 5_700, bad: 300, coveredSeconds: 300 }, ['2m', '5m']);
    expect(burn).toMatchObject({
      state: 'burning',
      rate1h: 0,
      forecast: { verdict: 'runs-out', window: '5m', rate: 50 },
    });
    const minutes = (Date.parse(exhaustsAt ?? '') - asOf.getTime()) / 60_000;
    expect(minutes).toBeCloseTo(8.5, 1); // 500 left, one lost a second, one in 50 of them allowed by the traffic that comes
  });

  it('promises no date by the hour before while a page fires that the ledger does not know of yet', () => {
    const hour = { good: 9_988, bad: 22 };
    const quiet = readingOf(input({}, { ...hour, coveredSeconds: 3600 }));
    expect(quiet.exhaustsAt).not.toBeNull();
    const paged = readingOf(input({ alerts: [firing] }, { ...hour, coveredSeconds: 3600 }));
    expect(paged.burn.forecast.verdict).toBe('begins');
    expect(paged.exhaustsAt).toBeNull();
  });

  it('burns when a page fires, whatever the ledger saw a minute ago; other alerts do not change it', () => {
    expect(readingOf(input({ alerts: [firing] })).burn).toMatchObject({
      state: 'burning',
      severity: 'page',
    });
    expect(readingOf(input({ alerts: [{ ...firing, state: 'pending' }] })).burn.state).toBe(
      'steady',
    );
    const ticket: SloAlert = {
      ...firing,
      name: 'LeitstandBudgetBurnTicketFast',
      severity: 'ticket',
    };
    expect(readingOf(input({ alerts: [ticket] })).burn).toMatchObject({
      state: 'steady',
      severity: null,
    });
    expect(readingOf(input({ alerts: [ticket, firing] })).burn).toMatchObject({
      state: 'burning',
      severity: 'page',
    });
    expect(readingOf(input({ alerts: [{ ...firing, name: 'LeitstandNoData' }] })).burn.state).toBe(
      'steady',
    );
  });

  it('says how much of it is sample history', () => {
    expect(
      readingOf(input({ window: { good: 10, bad: 0, coveredSeconds: 400, sampleSeconds: 100 } }))
        .sampleShare,
    ).toBe(0.25);
  });

  it('shares time among the regimes of a latency objective, none for a ratio', () => {
    const regimes = [
      { name: 'peak', threshold: '450ms', when: { expression: 'x', above: 2, release: 1 } },
      { name: 'normal', threshold: '200ms' },
    ];
    const latency = objective({ indicator: { latency: { histogram: 'h', regimes } } });
    const held = { regimes: { normal: 300, peak: 100 }, regime: 'normal' };
    expect(readingOf(input({ objective: latency, ...held }))).toMatchObject({
      regimes: [
        { name: 'peak', share: 0.25 },
        { name: 'normal', share: 0.75 },
      ],
      regime: 'normal',
    });
    expect(readingOf(input(held))).toMatchObject({ regimes: [], regime: null });
    const renamed = { regimes: { normal: 100, rush: 300 }, regime: 'rush' };
    expect(readingOf(input({ objective: latency, ...renamed })).regimes).toEqual([
      { name: 'normal', share: 0.25 },
      { name: 'rush', share: 0.75 },
    ]);
  });
});

describe('a calendar window', () => {
  const month = objective({ window: { calendar: 'month', timeZone: 'Europe/Berlin' } });

  it('begins at local midnight', () => {
    expect(boundsAt(month.window, asOf).start.toISOString()).toBe('2026-10-31T23:00:00.000Z');
  });

  it('still tells of the month that ends at this very instant', () => {
    const end = new Date('2026-11-30T23:00:00Z');
    expect(boundsAt(month.window, end).start.toISOString()).toBe('2026-10-31T23:00:00.000Z');
    expect(boundsAt(month.window, new Date(end.getTime() + 60_000)).start).toEqual(end);
  });
});

describe('coverage', () => {
  it('is never more than all of the window, however the ledger rounds', () => {
    const window = { good: 10, bad: 0, coveredSeconds: 31 * DAY, sampleSeconds: 0 };
    expect(readingOf(input({ window })).coverage).toBe(1);
  });
});

describe('burn rates', () => {
  it('fire by the state of their own alert alone: pending is not firing', () => {
    const pairs = burnRatesOf(input({ alerts: [{ ...firing, state: 'pending' }] }));
    expect(pairs.some((pair) => pair.firing)).toBe(false);
  });

  it('tell the rates of the short and of the long window apart', () => {
    const burn = new Map(
      FORECAST_WINDOWS.map((name) => [
        name,
        { good: 9_000, bad: name === '5m' ? 1_000 : 10, coveredSeconds: 60, sampleSeconds: 0 },
      ]),
    );
    const [outage] = burnRatesOf(input({ burn }));
    const fast = burnRatesOf(input({ burn })).find(({ name }) => name === 'fast');
    expect([outage?.long.window, outage?.short.window]).toEqual(['5m', '2m']);
    expect([fast?.short, fast?.long.rate]).toEqual([
      { window: '5m', rate: 100 },
      expect.closeTo(1.11, 2),
    ]);
  });

  it('judge every tier on the sums of the reading and name the alert that fires', () => {
    const pairs = burnRatesOf(input({ alerts: [firing] }, { good: 9_800, bad: 200 }));
    expect(pairs.map(({ name }) => name)).toEqual([
      'outage',
      'degradation',
      'fast',
      'slow',
      'ticket-fast',
      'ticket-slow',
    ]);
    expect(pairs.every(({ state, long }) => state === 'burning' && long.rate === 20)).toBe(true);
    expect(pairs.map(({ firing: fires }) => fires)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    // 500 are left; in 60 s 200 of 10,000 are bad, and those that come allow a thousandth more.
    const lost = 200 / 60 - 0.001 * (10_000 / 60 - 1_000_000 / (30 * DAY));
    expect(pairs[2]).toMatchObject({ factor: 14.4, exhaustsInSeconds: 500 / lost });
    expect(pairs[2]?.expression).toContain('leitstand:slo_bad:1h{slo="api"}');
  });
});
