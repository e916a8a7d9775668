import { describe, expect, it } from '@jest/globals';
import type { SloDocument } from '#slo';
import { RuleTexts } from './rule-texts.js';

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
function offsets(ingestionOffset: string): Set<string> {
  const texts = new RuleTexts({ publicUrl: 'http://leitstand.test', ingestionOffset });
  const { text } = texts.slo({
    slug: 'api',
    service: 'shop',
    team: null,
    territory: 'DE',
    document,
    version: 1,
    since: null,
  });
  return new Set(
    [...text.matchAll(/_total(?:\[\w+\])? offset (\w+)/g)].map(([, offset]) => offset ?? ''),
  );
}

describe('rule texts', () => {
  it('look at counters as far back as the ingestion offset says', () => {
    const [usual, slow] = [offsets('30s'), offsets('90s')];
    expect(usual).toContain('30s');
    expect(slow).toContain('90s');
    expect(slow).not.toContain('30s');
  });

  it('of a territory whose matchers are no longer understood stop nobody else', () => {
    const texts = new RuleTexts({ publicUrl: 'http://leitstand.test' });
    const facts = { service: 'shop', team: null, document, version: 1, since: null };
    const { wanted, faults } = texts.wanted([
      { ...facts, slug: 'a', territory: 'DE', matchers: 'job=', deleted: false },
      { ...facts, slug: 'b', territory: 'CH', matchers: '', deleted: false },
    ]);
    expect([...wanted.keys()]).toEqual(['leitstand-fleet.yaml', 'leitstand-slo-b.yaml']);
    expect(faults.get('leitstand-slo-a.yaml')).toMatch(/^matchers of DE: /);
  });
});
