import { describe, expect, it } from '@jest/globals';
import type { Subject, SubjectDraft } from './subject.js';
import {
  NO_PENDING_REFERENCES,
  referencesToCheck,
  unknownReferences,
} from './subject-references.js';

const draft: SubjectDraft = {
  name: 'Shop',
  kind: 'service',
  territory: 'DE',
  description: '',
  team: 'web',
  owner: null,
  environment: 'prod',
  tier: null,
  dataClass: null,
  url: null,
  backup: null,
  dependsOn: ['db', 'shop', 'mail'],
  labels: {},
};
const NOTHING = { team: null, environment: null, subjects: [] };
const before = (changes: Partial<Subject>): Subject => ({
  ...draft,
  id: 's-1',
  slug: 'shop',
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  backup: null,
  ...changes,
});
const check = (
  changes: Partial<SubjectDraft> = {},
  old: Subject | null = null,
  pending = NO_PENDING_REFERENCES,
) => referencesToCheck('shop', { ...draft, ...changes }, old, pending);

describe('the names that a subject refers to', () => {
  it('are all looked up for a new one, but its own', () => {
    expect(check()).toEqual({ team: 'web', environment: 'prod', subjects: ['db', 'mail'] });
  });

  it('are none where it refers to nothing', () => {
    expect(check({ team: null, environment: null, dependsOn: [] })).toEqual(NOTHING);
  });

  it('are known when it referred to them before, even where nobody sees them', () => {
    expect(check({}, before({}))).toEqual(NOTHING);
    expect(check({}, before({ team: 'ops', environment: null, dependsOn: ['db'] }))).toEqual({
      team: 'web',
      environment: 'prod',
      subjects: ['mail'],
    });
  });

  it('are known when the same write brings them', () => {
    const pending = {
      teams: new Set(['web']),
      environments: new Set(['prod']),
      subjects: new Set(['mail']),
    };
    expect(check({}, null, pending)).toEqual({ ...NOTHING, subjects: ['db'] });
    expect(check({}, null, { ...pending, teams: new Set(['prod']) }).team).toBe('web');
    expect(check({}, null, { ...pending, environments: new Set(['web']) }).environment).toBe(
      'prod',
    );
  });

  it('are faults of their fields when nobody knows them', () => {
    expect(unknownReferences(draft, NOTHING)).toEqual([]);
    expect(
      unknownReferences(draft, { team: 'web', environment: 'prod', subjects: ['mail'] }),
    ).toEqual([
      {
        path: 'team',
        code: 'unknown-team',
        message: 'There is no team "web" that you may see.',
      },
      {
        path: 'environment',
        code: 'unknown-environment',
        message: 'There is no environment "prod" that you may see.',
      },
      {
        path: 'dependsOn.2',
        code: 'unknown-subject',
        message: 'There is no subject "mail" that you may see.',
      },
    ]);
  });
});
