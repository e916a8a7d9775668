import { describe, expect, it } from '@jest/globals';
import { parseSloDocument, type SloDocument } from '#slo';
import { orderedDocument } from './ordered-document.js';

const regimes = [
  { name: 'peak', threshold: '450ms', when: { expression: 'sum(load)', above: 40, release: 25 } },
  { name: 'normal', threshold: '200ms' },
];
const common = {
  subject: 'shop',
  team: 'team-shop',
  owner: 'Anna',
  description: 'Fast',
  runbook: 'https://example.org/r',
  target: '95',
};
const head = {
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: {
    name: 'fast',
    displayName: 'Fast',
    labels: { kind: 'x', name: 'y', zone: 'z' },
    annotations: { a: '1', spec: '2' },
  },
} as const;
const LATENCY: SloDocument = {
  ...head,
  spec: {
    ...common,
    window: { calendar: 'month', timeZone: 'Europe/Berlin' },
    indicator: { latency: { histogram: 'h', regimes } },
    alerting: { minBadEvents: 3, disabled: false },
    birth: 'zero',
  },
};
const RATIO: SloDocument = {
  ...head,
  spec: { ...common, window: { rolling: '30d' }, indicator: { ratio: { total: 't', bad: 'b' } } },
};
const GOOD: SloDocument = {
  ...head,
  spec: { ...common, window: { rolling: '30d' }, indicator: { ratio: { total: 't', good: 'g' } } },
};

/** As jsonb gives it back: keys by length, then by bytes. */
function stored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stored);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(
    ([a], [b]) => a.length - b.length || (a < b ? -1 : 1),
  );
  return Object.fromEntries(entries.map(([key, field]) => [key, stored(field)]));
}

describe('the order of fields', () => {
  it.each([
    ['latency', LATENCY],
    ['bad of total', RATIO],
    ['good of total', GOOD],
  ])('is that of the contract, whatever the database made of it: %s', (_, document) => {
    const back = stored(document) as SloDocument;
    expect(JSON.stringify(back)).not.toBe(JSON.stringify(document));
    expect(JSON.stringify(orderedDocument(back))).toBe(JSON.stringify(document));
  });

  it('is the one in which a document is read', () => {
    const read = parseSloDocument(stored(LATENCY));
    expect(read.ok && JSON.stringify({ ...read.value, metadata: head.metadata })).toBe(
      JSON.stringify(orderedDocument(LATENCY)),
    );
  });

  it('puts labels by name, even those that are called like fields', () => {
    const labels = { zone: '1', name: '2', apiVersion: '3' };
    expect(
      Object.keys(
        orderedDocument({ ...RATIO, metadata: { name: 'x', labels } }).metadata.labels ?? {},
      ),
    ).toEqual(['apiVersion', 'name', 'zone']);
  });
});
