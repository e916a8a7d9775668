import { describe, expect, it } from '@jest/globals';
import { SLO_TABLE, type SloFigures } from './slo-table.js';

const slo: SloFigures = {
  slug: 'shop-latency',
  name: 'Shop answers fast',
  subject: { slug: 'shop' },
  team: { slug: 'payments' },
  territory: 'DE',
  objective: {
    kind: 'latency',
    target: '99.9',
    window: { kind: 'rolling', duration: '30d' },
    thresholds: [
      { regime: 'peak', seconds: 0.45 },
      { regime: 'normal', seconds: 0.2 },
    ],
  },
  reading: {
    asOf: '2026-11-10T12:00:00.000Z',
    good: 999_500,
    bad: 500,
    total: 1_000_000,
    sli: 0.9995,
    budget: { state: 'healthy', leftShare: 0.5, leftEvents: 501, allowedBad: 1000 },
    burn: { state: 'rising', rate1h: 1.5, rate6h: 0.25 },
    exhaustsAt: '2026-11-20T12:00:00.000Z',
    coverage: 0.9,
    sampleShare: 0.125,
  },
};
const cellsOf = (row: SloFigures) =>
  Object.fromEntries(SLO_TABLE.map(([head, cell]) => [head, cell(row)]));

describe('the table of SLOs for programs', () => {
  it('has every figure as it was measured', () => {
    expect(SLO_TABLE.map(([head, cell]) => [head, cell(slo)])).toEqual([
      ['slo', 'shop-latency'],
      ['name', 'Shop answers fast'],
      ['service', 'shop'],
      ['team', 'payments'],
      ['territory', 'DE'],
      ['kind', 'latency'],
      ['target_percent', '99.9'],
      ['thresholds', 'peak=0.45s normal=0.2s'],
      ['window', 'rolling 30d'],
      ['budget_state', 'healthy'],
      ['burn_state', 'rising'],
      ['sli', 0.9995],
      ['good', 999_500],
      ['bad', 500],
      ['total', 1_000_000],
      ['budget_left', 0.5],
      ['budget_left_events', 501],
      ['allowed_bad', 1000],
      ['burn_1h', 1.5],
      ['burn_6h', 0.25],
      ['runs_out', '2026-11-20T12:00:00.000Z'],
      ['coverage', 0.9],
      ['sample_share', 0.125],
      ['as_of', '2026-11-10T12:00:00.000Z'],
    ]);
  });

  it('has nothing where nothing is known, and says so of states', () => {
    const window = { kind: 'calendar', period: 'month', timeZone: 'Europe/Berlin' } as const;
    const unknown = { ...slo, team: null, reading: null, objective: { ...slo.objective, window } };
    const {
      slo: slug,
      name,
      service,
      territory,
      kind,
      target_percent,
      thresholds,
      ...rest
    } = cellsOf(unknown);
    expect([slug, name, service, territory, kind, target_percent, thresholds]).not.toContain(null);
    expect(rest).toEqual({
      ...Object.fromEntries(Object.keys(rest).map((head) => [head, null])),
      window: 'calendar month Europe/Berlin',
      budget_state: 'no-data',
      burn_state: 'unknown',
    });
  });
});
