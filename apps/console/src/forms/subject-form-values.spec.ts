import { describe, expect, it } from '@jest/globals';
import { subjects } from '../../mock-api/data/subjects.js';
import { blankSubject, subjectInput, subjectValues } from './subject-form-values.js';

describe('the subject form', () => {
  it('sends back what it was given', () => {
    for (const subject of subjects(new Date(0))) {
      const { slug: _slug, ...rest } = subjectValues(subject);
      expect(subjectInput({ slug: subject.slug, ...rest })).toMatchObject({
        name: subject.name,
        kind: subject.kind,
        territory: subject.territory,
        tier: subject.tier,
        labels: subject.labels,
        dependsOn: subject.dependsOn,
        team: subject.team?.slug ?? null,
        backup: subject.backup,
        url: subject.url,
        dataClass: subject.dataClass,
      });
    }
  });
  it('sends blanks as nothing', () => {
    const input = subjectInput({
      ...blankSubject('DE'),
      name: ' Shop ',
      owner: '  ',
      labels: [
        { key: ' ', value: 'x' },
        { key: 'a', value: ' b ' },
      ],
    });
    expect(input).toMatchObject({
      name: 'Shop',
      owner: null,
      team: null,
      tier: null,
      backup: null,
      labels: { a: 'b' },
    });
  });
  it('sends a backup only for data stores, and only its filled slots', () => {
    const backup = { interval: '15m', rpo: '', rto: '1h', restoreTestInterval: ' ' };
    expect(subjectInput({ ...blankSubject('DE'), kind: 'data-store', backup }).backup).toEqual({
      interval: '15m',
      rto: '1h',
    });
    expect(subjectInput({ ...blankSubject('DE'), kind: 'service', backup }).backup).toBeNull();
  });
});
