import { describe, expect, it } from '@jest/globals';
import { decideStep, type RunPosition } from './decide-step.js';
import { at, EVERYBODY, policyOf, run, told, triggered } from './step-examples.js';

describe('whoever says that it is not for them', () => {
  const abc = policyOf(['a', 'b', 'c']);
  const declined = (...users: string[]): RunPosition => ({ ...run(1, 2, 5), declined: users });
  it.each<[string, RunPosition, string]>([
    ['is passed over', declined('bob'), 'step 1.3 cem, without 2, then 1.4 at 10'],
    [
      'is passed over, and all who follow',
      declined('bob', 'cem'),
      'fallback 1.4 boss, without 2 3, then 2.4 at 35',
    ],
    [
      'is paged as the fallback, behind which there is nobody',
      declined('ann', 'bob', 'cem', 'boss'),
      'fallback 1.4 boss, without 2 3, then 2.4 at 35',
    ],
  ])('%s', (_, position, expected) =>
    expect(told(decideStep(position, abc, triggered, EVERYBODY, at(5)))).toBe(expected),
  );

  it('is not asked first, either', () => {
    const first: RunPosition = { ...run(1, 0, 0, 'ann'), declined: ['ann'] };
    expect(told(decideStep(first, policyOf(['b']), triggered, EVERYBODY, at(0)))).toBe(
      'step 1.1 bob, without 0, then 1.2 at 5',
    );
  });
});

describe('who still has to acknowledge although somebody did', () => {
  const policy = policyOf(['a', 'b', 'c']);
  const awaits = (...users: [string, number][]) => ({
    state: 'acknowledged' as const,
    awaits: users.map(([user, step]) => ({ user, step })),
  });
  it.each<[string, ReturnType<typeof awaits>, number, string]>([
    [
      'is paged again when it is time',
      awaits(['ann', 1], ['bob', 2]),
      5,
      'await 2.1 ann+bob, then at 10',
    ],
    ['is not before', awaits(['bob', 2]), 4, 'wait until 5'],
    ['is nobody: it stops', awaits(), 5, 'stop acknowledged'],
    ['is waited for while nothing reaches them', awaits(['dan', 2]), 5, 'await 2.2 , then at 10'],
  ])('%s', (_, incident, minutes, expected) =>
    expect(told(decideStep(run(1, 2, 5), policy, incident, EVERYBODY, at(minutes)))).toBe(expected),
  );

  it('is asked no more once it is resolved', () =>
    expect(
      told(
        decideStep(
          run(1, 2, 5),
          policy,
          { ...awaits(['ann', 1]), state: 'resolved' },
          EVERYBODY,
          at(5),
        ),
      ),
    ).toBe('stop resolved'));
});
