import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
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

const updatedAt = new Date(0);

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
    updatedAt,
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

  it('of a version are made anew where it was written at another time, as in a restored database', () => {
    const texts = new RuleTexts({ publicUrl: 'http://leitstand.test' });
    const [slo] = many(1);
    if (!slo) throw new Error('there is one');
    const other = structuredClone(document);
    Object.assign(other.spec, { indicator: { ratio: { total: 'restored_total', bad: 'bad' } } });
    expect(texts.slo(slo).text).not.toContain('restored_total');
    const restored = { ...slo, document: other, updatedAt: new Date(1) };
    expect(texts.slo(restored).text).toContain('restored_total');
  });

  it('of a territory whose matchers are no longer understood stop nobody else', async () => {
    const texts = new RuleTexts({ publicUrl: 'http://leitstand.test' });
    const facts = { service: 'shop', team: null, document, version: 1, updatedAt, since: null };
    const { wanted, faults } = await texts.wanted([
      { ...facts, slug: 'a', territory: 'DE', matchers: 'job=', deleted: false },
      { ...facts, slug: 'b', territory: 'CH', matchers: '', deleted: false },
    ]);
    expect([...wanted.keys()]).toEqual(['leitstand-fleet.yaml', 'leitstand-slo-b.yaml']);
    expect(faults.get('leitstand-slo-a.yaml')).toMatch(/^matchers of DE: /);
  });

  it('of all objectives in one file are what they are one by one', async () => {
    const texts = new RuleTexts({ publicUrl: 'http://leitstand.test' });
    const slos = many(3);
    const { wanted } = await texts.wanted(slos);
    const apart = [...wanted.values()].flatMap(({ text }) => groupsIn(text));
    expect(groupsIn(await texts.export(slos, 'prometheus'))).toEqual(apart);
    const resource = parse(await texts.export(slos, 'prometheusrule')) as { spec: object };
    expect(resource).toMatchObject({ kind: 'PrometheusRule', spec: { groups: apart } });
  });

  it.each(['wanted', 'prometheus', 'prometheusrule'] as const)(
    'of many objectives leave time for others (%s)',
    async (what) => {
      const texts = new RuleTexts({ publicUrl: 'http://leitstand.test' });
      const slos = many(200); // enough for several turns on any machine
      let turns = 0;
      const others = setInterval(() => (turns += 1), 0);
      await (what === 'wanted' ? texts.wanted(slos) : texts.export(slos, what));
      clearInterval(others);
      expect(turns).toBeGreaterThan(3);
    },
  );
});

const many = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    slug: `api-${i}`,
    service: 'shop',
    team: null,
    document,
    version: 1,
    updatedAt,
    since: null,
    territory: 'DE',
    matchers: '',
    deleted: false,
  }));
const groupsIn = (text: string) => (parse(text) as { groups: object[] }).groups;
