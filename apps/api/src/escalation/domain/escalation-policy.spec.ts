import { describe, expect, it } from '@jest/globals';
import {
  loopsOf,
  namedBy,
  policyFaults,
  settledPolicy,
  stepsOfEverybody,
  type PolicyContent,
  type PolicyStep,
} from './escalation-policy.js';

const content = (change: Partial<PolicyContent> = {}): PolicyContent => ({
  name: 'Shop',
  territory: 'DE',
  labels: {},
  description: '',
  serves: { subjects: [], teams: [], default: true },
  steps: [{ delay: '5m', targets: [{ schedule: 'first' }] }],
  repeat: 0,
  fallback: { user: 'boss' },
  waiver: null,
  ...change,
});

describe('an escalation policy', () => {
  it.each<[string, Partial<PolicyStep>, [path: string, code: string][]]>([
    ['of one minute', { delay: '1m' }, []],
    ['of a day', { delay: '1d' }, []],
    ['of less than a minute', { delay: '59s' }, [['steps.0.delay', 'out-of-range']]],
    ['of more than a day', { delay: '24h1s' }, [['steps.0.delay', 'out-of-range']]],
    ['that is none', { delay: 'soon' }, [['steps.0.delay', 'invalid-duration']]],
    [
      'beside a target told twice',
      { targets: [{ user: 'a' }, { schedule: 'a' }, { user: 'a' }] },
      [['steps.0.targets.2', 'duplicate']],
    ],
  ])('knows what is wrong with a delay %s', (_, step, faults) => {
    const steps = [{ delay: '5m', targets: [{ schedule: 'first' }], ...step }];
    expect(policyFaults(content({ steps })).map(({ path, code }) => [path, code])).toEqual(faults);
  });

  it('keeps what it serves sorted, each once', () => {
    const serves = { subjects: ['shop', 'cart', 'shop'], teams: ['b', 'a'], default: false };
    expect(settledPolicy(content({ serves })).serves).toEqual({
      subjects: ['cart', 'shop'],
      teams: ['a', 'b'],
      default: false,
    });
  });

  it('says of a step only that it wants everybody', () => {
    const step = { delay: '5m', targets: [{ schedule: 'first' }] };
    const steps = [{ ...step, everybody: false }, { ...step, everybody: true }, step];
    expect(settledPolicy(content({ steps })).steps).toStrictEqual([
      step,
      { ...step, everybody: true },
      step,
    ]);
    expect(stepsOfEverybody({ steps })).toEqual([2]);
  });

  it('names everybody once, the fallback included', () => {
    const steps = [
      { delay: '5m', targets: [{ schedule: 'first' }, { user: 'ann' }] },
      { delay: '5m', targets: [{ schedule: 'first' }, { schedule: 'second' }] },
    ];
    expect(namedBy(content({ steps }))).toEqual({
      schedules: ['first', 'second'],
      users: ['ann', 'boss'],
    });
  });

  it('goes through its steps once more than it repeats', () => {
    expect([0, 2, 'until-acknowledged' as const].map((repeat) => loopsOf({ repeat }))).toEqual([
      1,
      3,
      Infinity,
    ]);
  });
});
