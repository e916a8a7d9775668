import { describe, expect, it } from '@jest/globals';
import type { SloDocument } from '#slo';
import { Settings } from '../../platform/config/settings.js';
import { RuleTexts } from './rule-texts.js';

const NEEDED = {
  LEITSTAND_DATABASE_URL: 'postgres://app@127.0.0.1:5432/leitstand',
  LEITSTAND_REDIS_URL: 'redis://127.0.0.1:6379',
  LEITSTAND_PROMETHEUS_URL: 'http://127.0.0.1:9090',
  LEITSTAND_SECRET: 'x'.repeat(32),
};
const document: SloDocument = {
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name: 'api' },
  spec: {
    subject: 'shop',
    target: '99.9',
    window: { rolling: '30d' },
    indicator: { ratio: { total: 'requests_total', bad: 'errors_total' } },
  },
};

/** The offsets at which the counters of an objective are looked at. */
function offsets(environment: Record<string, string>): Set<string> {
  const texts = new RuleTexts(Settings.fromEnvironment({ ...NEEDED, ...environment }));
  const { text } = texts.slo({
    slug: 'api',
    service: 'shop',
    team: null,
    territory: 'DE',
    document,
    version: 1,
  });
  return new Set(
    [...text.matchAll(/_total(?:\[\w+\])? offset (\w+)/g)].map(([, offset]) => offset ?? ''),
  );
}

describe('rule texts', () => {
  it('look at counters as far back as the ingestion offset says', () => {
    const [usual, slow] = [offsets({}), offsets({ LEITSTAND_INGESTION_OFFSET: '90' })];
    expect(usual).toContain('30s');
    expect(slow).toContain('90s');
    expect(slow).not.toContain('30s');
  });
});
