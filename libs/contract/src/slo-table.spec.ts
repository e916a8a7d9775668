import { describe, expect, it } from '@jest/globals';
import { csv } from './csv.js';
import { SLO_TABLE, type SloFigures } from './slo-table.js';

const SLO: SloFigures = {
  slug: 'shop-latency',
  name: 'Shop, latency',
  subject: { slug: 'shop' },
  team: null,
  territory: 'DE',
  objective: {
    kind: 'latency',
    target: '99.90',
    window: { kind: 'rolling', duration: '30d' },
    thresholds: [
      { regime: 'peak', seconds: 0.45 },
      { regime: 'normal', seconds: 0.2 },
    ],
  },
  reading: null,
};
const READING = {
  asOf: '2026-01-01T00:00:00Z',
  good: 1,
  bad: 0,
  total: 1,
  sli: 0.9995123456789,
  budget: { state: 'healthy', leftShare: -0.25, leftEvents: null, allowedBad: 0 },
  burn: { state: 'steady', rate1h: 0, rate6h: null },
  exhaustsAt: null,
  coverage: 1,
  sampleShare: 0,
};

describe('the table of SLOs', () => {
  it('keeps every digit and leaves unknown values empty', () => {
    const lines = csv(SLO_TABLE, [{ ...SLO, reading: READING }, SLO]).split('\r\n');
    expect(lines[0]?.split(',').slice(0, 3)).toEqual(['slo', 'name', 'service']);
    expect(lines[1]).toBe(
      'shop-latency,"Shop, latency",shop,,DE,latency,99.90,peak=0.45s normal=0.2s,rolling 30d,' +
        'healthy,steady,0.9995123456789,1,0,1,-0.25,,0,0,,,1,0,2026-01-01T00:00:00Z',
    );
    expect(lines[2]).toContain(',rolling 30d,no-data,unknown,,');
  });
});
