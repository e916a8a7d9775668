import { describe, expect, it } from '@jest/globals';
import { systemScope } from '../../platform/kernel/scope.js';
import { assertMayWriteSource, kindFaults, subjectFaults } from './source-rules.js';
import type { Source } from './source.js';

const source: Source = {
  id: 'id-1',
  slug: 'prometheus',
  name: 'Prometheus',
  kind: 'alertmanager',
  prometheus: null,
  groupIntervalSeconds: 300,
  watchdogSeconds: null,
  territory: 'DE',
  territories: ['CH', 'DE'],
  defaultSubject: 'platform',
  mappings: [
    { label: 'job', value: 'a', subject: 'shop' },
    { label: 'job', value: 'b', subject: 'gone' },
  ],
  severities: {},
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

describe('who may write a source', () => {
  it.each<[string, string[], Source | null, Source | null, string | null]>([
    ['somebody who may in all of its territories', ['CH', 'DE'], null, source, null],
    ['nobody who may not in one of them', ['DE'], null, source, 'no territory "CH"'],
    ['nobody who may not in its own', ['CH'], null, source, 'no territory "DE"'],
    [
      'nobody who may not where it was',
      ['DE'],
      source,
      { ...source, territories: ['DE'] },
      'in CH',
    ],
    ['nobody who may not where it is, to delete it', ['DE'], source, null, 'in CH'],
  ])('is %s', (_, territories, before, after, words) => {
    const write = () => assertMayWriteSource(systemScope('x', territories), before, after);
    if (words === null) expect(write).not.toThrow();
    else expect(write).toThrow(words);
  });

  it('is told which field names a territory that is not theirs', () => {
    const paths = (...territories: string[]) => {
      try {
        assertMayWriteSource(systemScope('x', territories), null, source);
      } catch (error) {
        return (error as { fields: { path: string }[] }).fields.map(({ path }) => path);
      }
      return [];
    };
    expect(paths('DE')).toEqual(['territories']);
    expect(paths('CH')).toEqual(['territory']);
  });
});

describe('the subjects of a source', () => {
  it('have to be there, and to lie where its alerts may', () => {
    const known = new Map([
      ['platform', 'DE'],
      ['shop', 'AT'],
    ]);
    expect(subjectFaults(source, known).map(({ path, code }) => [path, code])).toEqual([
      ['mappings.0.subject', 'outside'],
      ['mappings.1.subject', 'unknown-subject'],
    ]);
    expect(subjectFaults({ ...source, mappings: [] }, known)).toEqual([]);
    expect(subjectFaults({ ...source, territories: [], mappings: [] }, known)).toEqual([]);
  });
});

describe('the kind of a source', () => {
  it.each<[string, Partial<Source>, Pick<Source, 'kind'> | null, string[]]>([
    [
      'may expect anything of an Alertmanager',
      { prometheus: 'instance', watchdogSeconds: 60 },
      null,
      [],
    ],
    ['cannot change', { kind: 'grafana' }, { kind: 'alertmanager' }, ['kind']],
    ['stays what it is', { kind: 'grafana', watchdogSeconds: 60 }, { kind: 'grafana' }, []],
    [
      'holds no Grafana against a Prometheus',
      { kind: 'grafana', prometheus: 'instance' },
      null,
      ['prometheus'],
    ],
    [
      'expects nothing of a program that signs',
      { kind: 'webhook', prometheus: 'instance', watchdogSeconds: 60 },
      null,
      ['prometheus', 'watchdogSeconds'],
    ],
  ])('%s', (_, change, before, wrong) => {
    const content = { ...source, ...change };
    expect(kindFaults(content, before).map(({ path }) => path)).toEqual(wrong);
  });
});
