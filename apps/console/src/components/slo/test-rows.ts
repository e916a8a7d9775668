import type { Reading, SloRow } from '../../api/contract-slo.js';

type ReadingChange = Partial<Omit<Reading, 'budget' | 'burn'>> & {
  budget?: Partial<Reading['budget']>;
  burn?: Partial<Reading['burn']>;
};

/** A reading for specs: healthy and steady unless told otherwise. */
export function aReading(change: ReadingChange = {}): Reading {
  const { budget, burn, ...rest } = change;
  return {
    asOf: '2026-11-20T12:00:00Z',
    good: 999_000,
    bad: 400,
    total: 999_400,
    sli: 0.9996,
    budget: {
      state: 'healthy',
      allowedBad: 999.4,
      spentShare: 0.4,
      leftShare: 0.6,
      leftEvents: 599.4,
      ...budget,
    },
    burn: {
      state: 'steady',
      rate1h: 0.4,
      rate6h: 0.5,
      forecast: { window: '1h', rate: 0.4 },
      severity: null,
      ...burn,
    },
    coverage: 1,
    sampleShare: 0,
    exhaustsAt: null,
    regimes: [],
    regime: null,
    alerts: [],
    ...rest,
  };
}

/** A row for specs. */
export function aRow(slug: string, change: Partial<SloRow> = {}): SloRow {
  return {
    id: slug,
    slug,
    name: slug,
    description: '',
    subject: { slug: 'shop', name: 'Shop', kind: 'service' },
    team: { slug: 'store', name: 'Store' },
    territory: 'DE',
    labels: {},
    sample: false,
    objective: {
      kind: 'ratio',
      target: '99.9',
      window: { kind: 'rolling', duration: '30d' },
      thresholds: [],
    },
    reading: aReading(),
    spark: [],
    rules: { state: 'published', message: null },
    version: 1,
    updatedAt: '2026-11-01T00:00:00Z',
    ...change,
  };
}
