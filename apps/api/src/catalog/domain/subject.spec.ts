import { describe, expect, it } from '@jest/globals';
import { documentPath, subjectDocument } from './documents.js';
import { settled, subjectFaults, type Subject, type SubjectDraft } from './subject.js';

const draft: SubjectDraft = {
  name: 'Shop',
  kind: 'service',
  territory: 'DE',
  description: '',
  team: null,
  owner: null,
  environment: null,
  tier: null,
  dataClass: null,
  url: null,
  backup: null,
  dependsOn: [],
  labels: {},
};
const full = { interval: '24h', rpo: '15m', rto: '1h', restoreTestInterval: '7d' };
const faults = (changes: Partial<SubjectDraft>) =>
  subjectFaults('shop', { ...draft, ...changes }).map(({ path, code }) => `${path} ${code}`);

describe('a subject', () => {
  it.each<[string, Partial<SubjectDraft>, string[]]>([
    ['of any kind but a data store needs no backup', { kind: 'website' }, []],
    ['that is no data store has no backup', { backup: full }, ['backup not-a-data-store']],
    ['that is a data store says all four', { kind: 'data-store', backup: full }, []],
    [
      'that is a data store without any is told of all four',
      { kind: 'data-store' },
      [
        'backup.interval required',
        'backup.rpo required',
        'backup.rto required',
        'backup.restoreTestInterval required',
      ],
    ],
    [
      'that is a data store writes durations',
      { kind: 'data-store', backup: { ...full, rpo: '0m', rto: 'an hour' } },
      ['backup.rpo invalid-duration', 'backup.rto invalid-duration'],
    ],
    ['does not depend on itself', { dependsOn: ['a', 'shop'] }, ['dependsOn.1 self-dependency']],
  ])('%s', (_, changes, expected) => {
    expect(faults(changes)).toEqual(expected);
  });

  it('keeps each dependency once, in order', () => {
    expect(settled({ ...draft, dependsOn: ['b', 'a', 'b'] }).dependsOn).toEqual(['a', 'b']);
  });

  it('is written to a document without what is empty', () => {
    const subject: Subject = {
      ...settled(draft),
      id: 'x',
      slug: 'shop',
      version: 1,
      createdAt: new Date(0),
      updatedAt: new Date(0),
    };
    expect(subjectDocument(subject)).toEqual({
      apiVersion: 'leitstand/v1',
      kind: 'Subject',
      metadata: { name: 'shop', displayName: 'Shop' },
      spec: { type: 'service', description: '', territory: 'DE' },
    });
    expect(subjectDocument({ ...subject, name: 'shop', tier: 2 })).toMatchObject({
      metadata: { name: 'shop' },
      spec: { tier: 2 },
    });
  });

  it('has its fields elsewhere in a document', () => {
    expect(
      [
        'slug',
        'name',
        'kind',
        'labels',
        'labels.a',
        'labelsmith',
        'backup.rpo',
        'dependsOn.3',
        '',
      ].map(documentPath),
    ).toEqual([
      'metadata.name',
      'metadata.displayName',
      'spec.type',
      'metadata.labels',
      'metadata.labels.a',
      'spec.labelsmith',
      'spec.backup.rpo',
      'spec.dependsOn.3',
      '',
    ]);
  });
});
