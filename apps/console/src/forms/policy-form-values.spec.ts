import { describe, expect, it } from '@jest/globals';
import type { EscalationPolicy } from '../api/contract.js';
import { blankPolicy, policyInput, policyValues } from './policy-form-values.js';

const person = (email: string) => ({ id: email, name: email, email, active: true });
const policy: EscalationPolicy = {
  slug: 'pay',
  name: 'Pay',
  description: 'For money.',
  territory: 'DE',
  labels: { a: 'b' },
  serves: { subjects: ['shop'], teams: ['pay'], default: false },
  steps: [
    {
      delay: '5m',
      targets: [{ schedule: 'first' }, { user: person('ann@example.org') }],
      everybody: true,
    },
    { delay: '1h30m', targets: [{ user: person('ben@example.org') }], everybody: false },
  ],
  repeat: 'until-acknowledged',
  fallback: { user: person('boss@example.org') },
  waiver: null,
  sample: false,
  version: 3,
  updatedAt: '2026-03-01T12:00:00Z',
};

describe('the form of a policy', () => {
  it('sends what it was filled with; labels are left as they are', () => {
    expect(policyInput(policyValues(policy))).toEqual({
      name: 'Pay',
      description: 'For money.',
      territory: 'DE',
      serves: policy.serves,
      steps: [
        {
          delay: '5m',
          targets: [{ schedule: 'first' }, { user: 'ann@example.org' }],
          everybody: true,
        },
        { delay: '1h30m', targets: [{ user: 'ben@example.org' }] },
      ],
      repeat: 'until-acknowledged',
      fallback: { user: 'boss@example.org' },
      waiver: null,
    });
  });

  it('begins with one step; numbers are numbers, and a blank waiver is none', () => {
    const sent = policyInput({ ...blankPolicy('CH'), waiver: '  ' });
    expect(sent).toMatchObject({ territory: 'CH', repeat: 1, waiver: null });
    expect(sent.steps).toEqual([{ delay: '5m', targets: [{ schedule: '' }] }]);
    expect(policyInput({ ...blankPolicy('CH'), waiver: ' Mondays. ' }).waiver).toBe('Mondays.');
  });
});
