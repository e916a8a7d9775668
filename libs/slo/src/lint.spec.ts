import { describe, expect, it } from '@jest/globals';
import type { SloDocument, SloSpec } from './document/slo-document.js';
import { lintSlo, OPENTELEMETRY_BOUNDARIES } from './lint.js';
import type { LintFacts } from './lint.js';

const spec: SloSpec = {
  subject: 'shop',
  team: 'shop-team',
  runbook: 'https://runbooks.example.org/shop',
  target: '99.9',
  window: { rolling: '30d' },
  indicator: { ratio: { total: 'r{job="shop"}', bad: 'r{job="shop",code=~"5.."}' } },
};
const lint = (changes: Partial<SloSpec>, facts: LintFacts = {}): string[] => {
  const document: SloDocument = {
    apiVersion: 'leitstand/v1',
    kind: 'SLO',
    metadata: { name: 'a' },
    spec: { ...spec, ...changes },
  };
  return lintSlo(document, facts).map(({ path, code }) => `${path} ${code}`);
};
const latency = (peak: string, normal: string): Partial<SloSpec> => ({
  indicator: {
    latency: {
      histogram: 'd',
      regimes: [
        { name: 'peak', threshold: peak, when: { expression: 'load', above: 2, release: 1 } },
        { name: 'normal', threshold: normal },
      ],
    },
  },
});

describe('advice', () => {
  it('has none for a good objective', () => {
    expect(lint({}, { expectedTotal: 1_000, retentionSeconds: 30 * 86_400 })).toEqual([]);
  });

  it('names thresholds that no bucket ends at, and the nearest that do', () => {
    expect(lint(latency('450ms', '250ms'), { bucketBoundaries: OPENTELEMETRY_BOUNDARIES })).toEqual(
      ['spec.indicator.latency.regimes.0.threshold not-a-bucket-boundary'],
    );
    const [finding] = lintSlo(
      {
        apiVersion: 'leitstand/v1',
        kind: 'SLO',
        metadata: { name: 'a' },
        spec: { ...spec, ...latency('450ms', '250ms') },
      },
      { bucketBoundaries: OPENTELEMETRY_BOUNDARIES },
    );
    expect(finding?.message).toContain('The nearest are 0.25 s and 0.5 s.');
  });

  it('sees regimes that change nothing', () => {
    expect(lint(latency('200ms', '0.2s'))).toEqual([
      'spec.indicator.latency.regimes.0 idle-regime',
    ]);
  });

  it('sees bad events that are no part of the total', () => {
    expect(
      lint({ indicator: { ratio: { total: 'r{job="shop"}', bad: 'errors{job="shop"}' } } }),
    ).toEqual(['spec.indicator.ratio.bad not-a-subset']);
    expect(
      lint({ indicator: { ratio: { total: 'r{job="shop"}', good: 'r{code="200"}' } } }),
    ).toEqual(['spec.indicator.ratio.good not-a-subset']);
  });

  it('sees windows too quiet for their target, and longer than counts are kept', () => {
    expect(lint({}, { expectedTotal: 999 })).toEqual(['spec.target less-than-one-bad-event']);
    expect(lint({}, { retentionSeconds: 15 * 86_400 })).toEqual([
      'spec.window window-over-retention',
    ]);
  });

  it('asks for a runbook, an owner and alerts', () => {
    expect(lint({ runbook: undefined, team: undefined, alerting: { disabled: true } })).toEqual([
      'spec.runbook no-runbook',
      'spec.owner no-owner',
      'spec.alerting.disabled no-alerts',
    ]);
  });
});
