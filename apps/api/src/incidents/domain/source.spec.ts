import { describe, expect, it } from '@jest/globals';
import { changeOf } from '../../catalog/domain/change.js';
import { nextVersion } from '../../catalog/domain/resource.js';
import { SOURCE_EVENTS } from './incident-events.js';
import { settledSource, tokenMade, type Source, type SourceContent } from './source.js';

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

describe('the content of a source', () => {
  it('has its own territory among its territories, each once and in order', () => {
    const given = { ...content, territories: ['FR', 'CH', 'CH'] };
    expect(settledSource(given)).toEqual({ ...content, territories: ['CH', 'DE', 'FR'] });
  });

  it.each<[string, Partial<SourceContent>, number]>([
    ['its name', { name: 'Other' }, 4],
    ['its territory', { territory: 'CH' }, 4],
    ['its territories', { territories: ['CH', 'DE'] }, 4],
    ['its default subject', { defaultSubject: 'shop' }, 4],
    ['its mappings', { mappings: [] }, 4],
    ['its severities', { severities: {} }, 4],
    ['nothing', { territories: [], severities: { ...content.severities } }, 3],
  ])('makes another version of it by %s', (_, change, version) => {
    const settled = settledSource({ ...content, ...change });
    expect(nextVersion(source, 'prometheus', settled, 'id-9', late).version).toBe(version);
  });
});

describe('what is said of a source', () => {
  it.each<[string, Source | null, Source | null]>([
    ['created', null, source],
    ['changed', source, { ...source, name: 'x' }],
    ['deleted', source, null],
  ])('that was %s is one event on screens, and nothing of its token', (verb, before, after) => {
    const { entries, events } = changeOf('source', SOURCE_EVENTS, before, after);
    expect(entries.map(({ action }) => action)).toEqual([`source.${verb}`]);
    expect(JSON.stringify(entries)).not.toContain('token');
    expect(events.map(({ declaration, ids }) => [declaration.name, ids])).toEqual([
      ['source.changed', ['prometheus']],
    ]);
  });

  it('that was given a token is that alone', () => {
    const { entries, events } = tokenMade(source);
    const target = { kind: 'source', id: 'prometheus', name: 'Prometheus' };
    expect(entries).toEqual([{ action: 'source.token-made', target, territory: 'DE' }]);
    expect(events.map(({ declaration, territory }) => [declaration.name, territory])).toEqual([
      ['source.changed', 'DE'],
    ]);
  });
});
