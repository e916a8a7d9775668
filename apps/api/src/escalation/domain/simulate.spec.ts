import { describe, expect, it } from '@jest/globals';
import type { PolicySteps } from './escalation-policy.js';
import { simulate, type SimulatedPage } from './simulate.js';

const START = Date.parse('2026-03-07T02:10:00Z');
const policy: PolicySteps = {
  steps: [
    { delay: '5m', targets: [{ schedule: 'first' }] },
    { delay: '15m', targets: [{ user: 'bob' }] },
  ],
  repeat: 0,
  fallback: { user: 'boss' },
};

/** Ann is on call until ten minutes after the start, then nobody. */
function run(steps: PolicySteps, reachable = ['ann', 'bob', 'boss']): string[] {
  const simulation = simulate(steps, new Date(START));
  let next = simulation.next();
  while (!next.done) {
    const minutes = (next.value.getTime() - START) / 60_000;
    const first = minutes < 10 ? ['ann'] : [];
    next = simulation.next({
      schedules: new Map([['first', first]]),
      reachable: new Set(reachable),
    });
  }
  return next.value.map(line);
}

function line({ at, place, route, users, skipped }: SimulatedPage): string {
  const where = place ? `${route} ${place.loop}.${place.step}` : 'nobody';
  const without = skipped.length > 0 ? ` without ${skipped.join(' ')}` : '';
  return [`${(at.getTime() - START) / 60_000}`, where, ...users].join(' ') + without;
}

describe('what a policy would do if nobody acknowledged', () => {
  it('is told to the first page of the fallback', () => {
    expect(run(policy)).toEqual(['0 step 1.1 ann', '5 step 1.2 bob', '20 fallback 1.3 boss']);
  });

  it('asks who is on call at each instant anew', () => {
    expect(run({ ...policy, repeat: 1 })).toEqual([
      '0 step 1.1 ann',
      '5 step 1.2 bob',
      '20 step 2.2 bob without 1',
      '35 fallback 2.3 boss',
    ]);
  });

  it('is told for two loops of a policy that has no last one', () => {
    expect(run({ ...policy, repeat: 'until-acknowledged' })).toEqual([
      '0 step 1.1 ann',
      '5 step 1.2 bob',
      '20 step 2.2 bob without 1',
    ]);
  });

  it('says where nobody at all would be reached', () => {
    expect(run(policy, [])).toEqual(['0 nobody without 1 2']);
  });
});
