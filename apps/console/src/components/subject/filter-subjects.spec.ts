import { describe, expect, it } from '@jest/globals';
import { subjects } from '../../../mock-api/data/subjects.js';
import { filterSubjects } from './filter-subjects.js';

const all = subjects(new Date('2026-01-15T12:00:00Z'));
const none = { q: '', kind: null, team: null };

describe('the list of subjects', () => {
  it('finds every typed word in name, slug, description or label', () => {
    expect(
      filterSubjects(all, { ...none, q: 'engine:postgresql' }).map(({ slug }) => slug),
    ).toEqual(['console-db']);
    expect(filterSubjects(all, { ...none, q: 'shop SWISS' }).map(({ slug }) => slug)).toEqual([
      'shop-ch',
    ]);
    expect(filterSubjects(all, { ...none, q: 'nothing-like-it' })).toEqual([]);
  });
  it('narrows by kind and team together', () => {
    expect(
      filterSubjects(all, { q: '', kind: 'data-store', team: 'platform' }).map(({ slug }) => slug),
    ).toEqual(['console-db', 'event-log']);
  });
});
