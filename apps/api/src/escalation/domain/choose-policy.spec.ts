import { describe, expect, it } from '@jest/globals';
import { choosePolicy, type Served } from './choose-policy.js';

const serving = (slug: string, serves: object, territory = 'DE') => ({
  slug,
  territory,
  serves: { subjects: [], teams: [], default: false, ...serves },
});
const POLICIES = [
  serving('everything', { default: true }),
  serving('payments', { teams: ['payments'] }),
  serving('checkout', { subjects: ['checkout'] }),
  serving('swiss', { teams: ['payments'], subjects: ['checkout'], default: true }, 'CH'),
];

describe('the policy for an incident', () => {
  it.each<[string, Partial<Served>, string | null]>([
    ['its subject’s', { subject: 'checkout', team: 'payments' }, 'checkout by subject'],
    ['else its team’s', { subject: 'cart', team: 'payments' }, 'payments by team'],
    ['else its territory’s', { subject: 'cart', team: 'shop' }, 'everything by default'],
    ['its territory’s without a subject', {}, 'everything by default'],
    ['of its own territory', { subject: 'checkout', territory: 'CH' }, 'swiss by subject'],
    ['none', { subject: 'checkout', team: 'payments', territory: 'AT' }, null],
  ])('is %s', (_, incident, expected) => {
    const chosen = choosePolicy(POLICIES, {
      territory: 'DE',
      subject: null,
      team: null,
      ...incident,
    });
    expect(chosen && `${chosen.policy.slug} by ${chosen.because}`).toBe(expected);
  });
});
