import { describe, expect, it } from '@jest/globals';
import type { Target } from './escalation-policy.js';
import { instantsAhead, reachFaults } from './reach-faults.js';

const NOW = new Date('2026-03-02T03:12:00Z');
const policy = (fallback: Target) => ({
  steps: [
    { delay: '5m', targets: [{ schedule: 'night' }] },
    { delay: '5m', targets: [{ user: 'bob' }] },
  ],
  fallback,
});
/** Ann is on call at night only. */
const foreseen = (...reachable: string[]) =>
  instantsAhead(NOW).map((at) => ({
    at,
    onCall: {
      schedules: new Map([['night', at.getUTCHours() < 6 ? ['ann'] : []]]),
      reachable: new Set(reachable),
    },
  }));

describe('what keeps a policy from being saved', () => {
  it('is looked for now and through a week', () => {
    const instants = instantsAhead(NOW);
    expect([instants[0], instants[1], instants.at(-1)]).toEqual([
      NOW,
      new Date('2026-03-02T09:12:00Z'),
      new Date('2026-03-09T03:12:00Z'),
    ]);
  });

  it.each<[string, Target, string[], string[]]>([
    [
      'nothing: a step reaches somebody at times, the fallback always',
      { user: 'boss' },
      ['ann', 'boss'],
      [],
    ],
    ['a fallback without a way to be reached', { user: 'boss' }, ['ann', 'bob'], ['fallback']],
    ['a fallback with a gap', { schedule: 'night' }, ['ann', 'bob'], ['fallback']],
    ['a fallback by a schedule that is gone', { schedule: 'gone' }, ['ann', 'bob'], ['fallback']],
    ['steps that never reach anybody', { user: 'boss' }, ['boss'], ['steps']],
    ['both', { user: 'boss' }, [], ['steps', 'fallback']],
  ])('is %s', (_, fallback, reachable, paths) => {
    const faults = reachFaults(policy(fallback), foreseen(...reachable));
    expect(faults.map(({ path }) => path)).toEqual(paths);
  });

  it('says from when on the fallback has a gap', () => {
    const [fault] = reachFaults(policy({ schedule: 'night' }), foreseen('ann', 'bob'));
    expect(fault).toMatchObject({ code: 'reaches-nobody' });
    expect(fault?.message).toContain('2026-03-02T09:12:00.000Z');
  });
});
