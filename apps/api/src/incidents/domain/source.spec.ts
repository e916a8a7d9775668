import { describe, expect, it } from '@jest/globals';
import { nextSource, sourceChange, type Source, type SourceContent } from './source.js';

const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
const content: SourceContent = {
  name: 'Prometheus',
  kind: 'alertmanager',
  prometheus: null,
  groupIntervalSeconds: 300,
  watchdogSeconds: null,
  territory: 'DE',
  territories: ['DE'],
  defaultSubject: 'platform',
  mappings: [{ label: 'job', value: 'till', subject: 'shop' }],
  severities: { sev3: 'ticket' },
};
const source: Source = {
  ...content,
  id: 'id-1',
  slug: 'prometheus',
  version: 3,
  createdAt: early,
  updatedAt: early,
};

describe('the next version of a source', () => {
  it('is the first one of something new, and its own territory is among its territories', () => {
    const given = { ...content, territories: ['FR', 'CH', 'CH'] };
    expect(nextSource(null, 'prometheus', given, 'id-9', early)).toEqual({
      ...source,
      id: 'id-9',
      version: 1,
      territories: ['CH', 'DE', 'FR'],
    });
  });

  it.each<[string, Partial<SourceContent>]>([
    ['name', { name: 'Other' }],
    ['territory', { territory: 'CH' }],
    ['territories', { territories: ['CH', 'DE'] }],
    ['default subject', { defaultSubject: 'shop' }],
    ['mappings', { mappings: [] }],
    ['severities', { severities: {} }],
  ])('differs by its %s', (_, change) => {
    const changed = nextSource(source, 'prometheus', { ...content, ...change }, 'id-9', late);
    expect(changed).toMatchObject({
      ...change,
      id: 'id-1',
      version: 4,
      createdAt: early,
      updatedAt: late,
    });
  });

  it('is the present one when it says nothing new', () => {
    const same = { ...content, territories: [], severities: { ...content.severities } };
    expect(nextSource(source, 'prometheus', same, 'id-9', late)).toBe(source);
  });
});

describe('what is said of a write', () => {
  it.each<[string, Source | null, Source | null]>([
    ['created', null, source],
    ['changed', source, { ...source, name: 'x' }],
    ['deleted', source, null],
  ])('is that the source was %s, and nothing of its token', (verb, before, after) => {
    const { entries, events } = sourceChange(before, after);
    expect(entries).toMatchObject([
      { action: `source.${verb}`, target: { kind: 'source', id: 'prometheus' }, territory: 'DE' },
    ]);
    expect(JSON.stringify(entries)).not.toContain('token');
    expect(events.map(({ declaration, ids }) => [declaration.name, ids])).toEqual([
      ['source.changed', ['prometheus']],
    ]);
  });

  it('is said in both territories of a move, and never of nothing', () => {
    const { entries, events } = sourceChange(source, { ...source, territory: 'CH' });
    for (const said of [entries, events])
      expect(said.map(({ territory }) => territory)).toEqual(['CH', 'DE']);
    expect(() => sourceChange(null, null)).toThrow('a before or an after');
  });
});
