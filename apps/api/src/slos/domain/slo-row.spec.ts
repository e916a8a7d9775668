import { describe, expect, it } from '@jest/globals';
import type { SloDocument } from '#slo';
import { shownObjective } from './slo-row.js';

const document: SloDocument = {
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name: 'shop-latency' },
  spec: {
    subject: 'shop',
    target: '99.50',
    window: { rolling: '30d' },
    indicator: {
      latency: { histogram: 'duration_seconds', regimes: [{ name: 'all', threshold: '200ms' }] },
    },
  },
};

describe('what lists show of an objective', () => {
  it('is its kind, target, window and thresholds', () => {
    const { target, ...rest } = shownObjective(document);
    expect(Number(target)).toBe(99.5);
    expect(rest).toEqual({
      kind: 'latency',
      window: { kind: 'rolling', duration: '30d' },
      thresholds: [{ regime: 'all', seconds: 0.2 }],
    });
  });
});
