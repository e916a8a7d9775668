import { describe, expect, it } from '@jest/globals';
import { sloMatcher } from './slo-filter.js';
import { SLO_SORTS, parseSloSort, type ListedSlo, type SloFilter } from './slo-list.js';
import { compareSlos } from './slo-order.js';

type Reading = NonNullable<ListedSlo['reading']>;
type Change = Partial<Omit<Reading, 'budget' | 'burn'>> &
  Partial<Reading['budget'] & Pick<Reading['burn'], 'rate1h'>> & {
    burn?: Reading['burn']['state'];
  };

function reading({ state, leftShare, burn, rate1h, ...rest }: Change = {}): Reading {
  return {
    sli: 0.9996,
    budget: { state: state ?? 'healthy', leftShare: leftShare ?? 0.6 },
    burn: { state: burn ?? 'steady', rate1h: rate1h ?? 0.4 },
    exhaustsAt: null,
    coverage: 1,
    ...rest,
  };
}

function slo(slug: string, change: Partial<ListedSlo> = {}): ListedSlo {
  return {
    slug,
    name: slug,
    description: '',
    subject: { slug: 'shop', name: 'Shop' },
    team: { slug: 'store', name: 'Store' },
    territory: 'DE',
    labels: {},
    objective: { target: '99.9' },
    reading: reading(),
    updatedAt: '2026-11-01T00:00:00Z',
    ...change,
  };
}

const slugs = (slos: readonly ListedSlo[]) => slos.map((one) => one.slug);

describe('the filter of SLOs', () => {
  const all = [
    slo('shop-latency', { labels: { tier: '1' }, reading: reading({ burn: 'burning' }) }),
    slo('mail', { team: { slug: 'post', name: 'Post' }, territory: 'CH', reading: null }),
    slo('checkout', { labels: { tier: '2' }, reading: reading({ state: 'exhausted' }) }),
  ];
  it.each<[SloFilter, string[]]>([
    [{}, ['shop-latency', 'mail', 'checkout']],
    [{ q: '', team: null, label: undefined }, ['shop-latency', 'mail', 'checkout']],
    [{ q: ' SHOP  tier=1' }, ['shop-latency']],
    [{ q: 'post' }, ['mail']],
    [{ budget: 'no-data' }, ['mail']],
    [{ burn: 'unknown' }, ['mail']],
    [{ burn: 'burning' }, ['shop-latency']],
    [{ label: 'tier' }, ['shop-latency', 'checkout']],
    [{ label: 'tier=2', team: 'store' }, ['checkout']],
    [{ label: 'tier=2', territory: 'CH' }, []],
    [{ subject: 'shop', territory: 'CH' }, ['mail']],
  ])('%j lets %j through', (filter, expected) => {
    expect(slugs(all.filter(sloMatcher(filter)))).toEqual(expected);
  });
});

describe('the order of SLOs', () => {
  it('puts what is gone first, then the soonest exhaustion, at risk, unknown, and the healthy last', () => {
    const urgent = [
      slo('deeper', { reading: reading({ state: 'exhausted', leftShare: -0.9 }) }),
      slo('exhausted', { reading: reading({ state: 'exhausted', leftShare: -0.2 }) }),
      slo('soon', { reading: reading({ exhaustsAt: '2026-11-21T00:00:00Z' }) }),
      slo('later', { reading: reading({ exhaustsAt: '2026-11-25T00:00:00Z', leftShare: 0.1 }) }),
      slo('at-risk', { reading: reading({ state: 'at-risk', leftShare: 0.2 }) }),
      slo('unknown', { reading: null }),
      slo('fine'),
      slo('finer', { reading: reading({ leftShare: 0.95 }) }),
    ];
    expect(slugs(urgent.toReversed().sort(compareSlos('urgency')))).toEqual(slugs(urgent));
    expect(slugs(urgent.toSorted(compareSlos('-urgency')))).toEqual(slugs(urgent.toReversed()));
  });

  it('puts what is not known last either way, and equal rows by urgency and slug', () => {
    const all = [
      slo('b', { reading: null }),
      slo('c', { reading: reading({ sli: 0.5, leftShare: 0.1 }) }),
      slo('e', { name: 'same', reading: reading({ sli: 0.5, leftShare: 0.9 }) }),
      slo('d', { name: 'SAME', reading: reading({ sli: 0.5, leftShare: 0.9 }) }),
      slo('a', { reading: reading({ sli: 0.9 }) }),
    ];
    expect(slugs(all.toSorted(compareSlos('sli')))).toEqual(['c', 'd', 'e', 'a', 'b']);
    expect(slugs(all.toSorted(compareSlos('-sli')))).toEqual(['a', 'c', 'd', 'e', 'b']);
  });

  it('compares names as people do, and burns by their state before their rate', () => {
    const named = ['Slo 9', 'slo 10', 'Zebra', 'Ähre', 'ahne'].map((name) => slo(name, { name }));
    expect(slugs(named.toSorted(compareSlos('name')))).toEqual([
      'ahne',
      'Ähre',
      'Slo 9',
      'slo 10',
      'Zebra',
    ]);
    const burning = [
      slo('calm', { reading: reading({ burn: 'steady', rate1h: 3 }) }),
      slo('fast', { reading: reading({ burn: 'burning', rate1h: 20 }) }),
      slo('slow', { reading: reading({ burn: 'burning', rate1h: 2 }) }),
    ];
    expect(slugs(burning.toSorted(compareSlos('-burn')))).toEqual(['fast', 'slow', 'calm']);
  });

  it('is a closed list, each with its reverse', () => {
    expect(parseSloSort('-budget')).toEqual({ order: 'budget', descending: true });
    expect(parseSloSort('urgency')).toEqual({ order: 'urgency', descending: false });
    expect(new Set(SLO_SORTS).size).toBe(26);
  });
});
