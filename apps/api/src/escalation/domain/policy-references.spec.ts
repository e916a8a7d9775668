import { describe, expect, it } from '@jest/globals';
import type { User } from '../../access/domain/user.js';
import type { PolicyContent, Serves } from './escalation-policy.js';
import { referenceFaults, type PolicyReferences } from './policy-references.js';

const NOTHING: Serves = { subjects: [], teams: [], default: false };
const user = (email: string, change: Partial<User> = {}): User => ({
  id: email,
  name: email,
  email,
  grants: [{ role: 'responder', territories: ['DE'] }],
  disabled: false,
  lastSeenAt: null,
  createdAt: new Date(0),
  ...change,
});
const references: PolicyReferences = {
  subjects: new Map([
    ['shop', 'DE'],
    ['bank', 'CH'],
    ['mail', 'DE'],
  ]),
  teams: new Set(['sre', 'dev']),
  schedules: new Map([['first', []]]),
  users: new Map(
    [
      user('ann'),
      user('gone', { disabled: true }),
      user('abroad', { grants: [{ role: 'responder', territories: ['CH'] }] }),
      user('reads', { grants: [{ role: 'viewer', territories: ['DE'] }] }),
    ].map((one) => [one.email, one]),
  ),
  others: [{ slug: 'other', serves: { subjects: ['mail'], teams: ['dev'], default: true } }],
};

/** Faults of a policy in DE that serves this and pages these. */
function faults(serves: Partial<Serves>, targets: PolicyContent['steps'][number]['targets'] = []) {
  const content: PolicyContent = {
    name: 'Shop',
    territory: 'DE',
    labels: {},
    description: '',
    serves: { ...NOTHING, ...serves },
    steps: [{ delay: '5m', targets: [{ schedule: 'first' }, ...targets] }],
    repeat: 0,
    fallback: { user: 'ann' },
    waiver: null,
  };
  return referenceFaults(content, references).map(({ path, code }) => `${path} ${code}`);
}

describe('what a policy serves', () => {
  it.each<[string, Partial<Serves>, string[]]>([
    ['a subject and a team of its territory', { subjects: ['shop'], teams: ['sre'] }, []],
    ['a subject that there is not', { subjects: ['x'] }, ['serves.subjects.0 unknown-subject']],
    [
      'a subject at home elsewhere',
      { subjects: ['shop', 'bank'] },
      ['serves.subjects.1 other-territory'],
    ],
    ['a team that there is not', { teams: ['x'] }, ['serves.teams.0 unknown-team']],
    [
      'what another policy serves',
      { subjects: ['mail'], teams: ['dev'], default: true },
      [
        'serves.subjects.0 served-already',
        'serves.teams.0 served-already',
        'serves.default served-already',
      ],
    ],
  ])('is held against what there is: %s', (_, serves, found) => {
    expect(faults(serves)).toEqual(found);
  });
});

describe('whom a policy pages', () => {
  it.each<[string, { schedule: string } | { user: string }, string[]]>([
    ['somebody who can act there', { user: 'ann' }, []],
    ['somebody who is disabled', { user: 'gone' }, ['steps.0.targets.1.user not-a-responder']],
    ['somebody of elsewhere', { user: 'abroad' }, ['steps.0.targets.1.user not-a-responder']],
    ['somebody who only reads', { user: 'reads' }, ['steps.0.targets.1.user not-a-responder']],
    ['nobody there is', { user: 'zoe' }, ['steps.0.targets.1.user not-a-responder']],
    [
      'a schedule that there is not',
      { schedule: 'x' },
      ['steps.0.targets.1.schedule unknown-schedule'],
    ],
  ])('is held against what there is: %s', (_, target, found) => {
    expect(faults({}, [target])).toEqual(found);
  });
});
