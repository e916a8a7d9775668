import { describe, expect, it } from '@jest/globals';
import type { EscalationPolicy } from '../contract.js';
import { schedulesOf, servingPolicy } from './serving.js';

const ann = { id: 'a', name: 'Ann', email: 'ann@example.org', active: true };
function policy(slug: string, serves: Partial<EscalationPolicy['serves']>, territory = 'DE') {
  const made: EscalationPolicy = {
    slug,
    name: slug,
    description: '',
    territory,
    labels: {},
    sample: false,
    serves: { subjects: [], teams: [], default: false, ...serves },
    steps: [
      { delay: '5m', targets: [{ schedule: 'first' }, { user: ann }], everybody: false },
      {
        delay: '5m',
        targets: [{ schedule: 'second' }, { schedule: 'first' }],
        everybody: false,
      },
    ],
    repeat: 0,
    fallback: { schedule: 'last' },
    waiver: null,
    version: 1,
    updatedAt: '2026-03-02T12:00:00.000Z',
  };
  return made;
}
const about = { territory: 'DE', subject: 'shop', team: 'checkout' };

describe('the policy that would page', () => {
  const all = [
    policy('elsewhere', { subjects: ['shop'], default: true }, 'CH'),
    policy('default', { default: true }),
    policy('team', { teams: ['checkout'] }),
    policy('subject', { subjects: ['shop'] }),
  ];

  it.each([
    ['is the subject’s first', all, 'subject'],
    ['is the team’s then', all.slice(0, 3), 'team'],
    ['is the default of the territory then', all.slice(0, 2), 'default'],
    ['is none in another territory', all.slice(0, 1), null],
  ])('%s', (_case, policies, chosen) => {
    expect(servingPolicy(policies, about)?.slug ?? null).toBe(chosen);
  });

  it('is no team’s where there is no team', () => {
    expect(servingPolicy(all.slice(2, 3), { ...about, team: null })).toBeNull();
  });

  it('names its schedules once, the fallback’s last', () => {
    expect(schedulesOf(policy('p', {}))).toEqual(['first', 'second', 'last']);
  });
});
