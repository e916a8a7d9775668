import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginning, routeOf, type Cursor } from './cursor.js';
import { decideStep, type RunPosition } from './decide-step.js';
import { delayMs, type PolicySteps } from './escalation-policy.js';
import type { OnCallSnapshot } from './on-call-snapshot.js';
import {
  START,
  MINUTE,
  at,
  policyOf,
  onCallOf,
  EVERYBODY,
  run,
  triggered,
  told,
} from './step-examples.js';

describe('what an escalation does next', () => {
  const ab = policyOf(['a', 'b']);
  const twice = policyOf(['a', 'b'], 1);
  const endless = policyOf(['a', 'b'], 'until-acknowledged');
  const nobody = onCallOf({ a: [], b: [], boss: ['boss'] });
  const noBoss = onCallOf({ a: [], b: [] });

  it.each<[string, PolicySteps, RunPosition, OnCallSnapshot, number, string]>([
    ['begins with step 1', ab, run(1, 1, 0), EVERYBODY, 0, 'step 1.1 ann, then 1.2 at 5'],
    ['waits before its time', ab, run(1, 2, 5), EVERYBODY, 4.99, 'wait until 5'],
    ['goes on when it is time', ab, run(1, 2, 5), EVERYBODY, 5, 'step 1.2 bob, then 1.3 at 10'],
    [
      'gives whoever is paged late the whole delay',
      ab,
      run(1, 1, 0),
      EVERYBODY,
      3,
      'step 1.1 ann, then 1.2 at 8',
    ],
    [
      'repeats from step 1 when the policy says so',
      twice,
      run(1, 2, 5),
      EVERYBODY,
      5,
      'step 1.2 bob, then 2.1 at 10',
    ],
    [
      'repeats as often as the policy says',
      twice,
      run(2, 2, 15),
      EVERYBODY,
      15,
      'step 2.2 bob, then 2.3 at 20',
    ],
    [
      'repeats without end when the policy says so',
      endless,
      run(77, 2, 5),
      EVERYBODY,
      5,
      'step 77.2 bob, then 78.1 at 10',
    ],
    [
      'pages the fallback once the steps are used up',
      ab,
      run(1, 3, 10),
      EVERYBODY,
      10,
      'fallback 1.3 boss, then 2.3 at 40',
    ],
    [
      'pages the fallback again every half hour',
      ab,
      run(7, 3, 10),
      EVERYBODY,
      10,
      'fallback 7.3 boss, then 8.3 at 40',
    ],
    [
      'passes over a gap at once',
      ab,
      run(1, 1, 0),
      onCallOf({ a: [], b: ['bob'] }),
      0,
      'step 1.2 bob, without 1, then 1.3 at 5',
    ],
    [
      'passes over a schedule that is gone',
      ab,
      run(1, 1, 0),
      onCallOf({ b: ['bob'] }),
      0,
      'step 1.2 bob, without 1, then 1.3 at 5',
    ],
    [
      'passes over the end of a loop',
      twice,
      run(1, 2, 5),
      onCallOf({ a: ['ann'], b: [] }),
      5,
      'step 2.1 ann, without 2, then 2.2 at 10',
    ],
    [
      'passes over the last steps to the fallback',
      ab,
      run(1, 2, 5),
      onCallOf({ a: ['ann'], b: [], boss: ['boss'] }),
      5,
      'fallback 1.3 boss, without 2, then 2.3 at 35',
    ],
    [
      'pages the fallback at once where no step reaches anybody',
      ab,
      run(1, 1, 0),
      nobody,
      0,
      'fallback 1.3 boss, without 1 2, then 2.3 at 30',
    ],
    [
      'asks all steps again in the next loop',
      twice,
      run(1, 1, 0),
      nobody,
      0,
      'fallback 1.3 boss, without 1 2, then 2.1 at 30',
    ],
    [
      'looks again in a minute where nobody at all is reached',
      twice,
      run(1, 1, 0),
      noBoss,
      0,
      'nobody, without 1 2, then 1.1 at 1',
    ],
    [
      'looks again in a minute for the fallback alone',
      ab,
      run(1, 3, 10),
      onCallOf({ a: ['ann'], b: ['bob'] }),
      10,
      'nobody, then 1.3 at 11',
    ],
    [
      'asks one person first',
      ab,
      run(1, 0, 0, 'ann'),
      EVERYBODY,
      0,
      'first 1.0 ann, then 1.1 at 5',
    ],
    [
      'passes over that person if unreachable',
      ab,
      run(1, 0, 0, 'zoe'),
      EVERYBODY,
      0,
      'step 1.1 ann, without 0, then 1.2 at 5',
    ],
    [
      'asks that person in the first loop only',
      twice,
      run(1, 2, 5, 'ann'),
      EVERYBODY,
      5,
      'step 1.2 bob, then 2.1 at 10',
    ],
    [
      'catches up with the current step after an outage',
      policyOf(['a', 'b', 'c']),
      run(1, 1, 0),
      EVERYBODY,
      12,
      'step 1.3 cem, 2 missed, then 1.4 at 17',
    ],
    [
      'does not call a late step missed before the next one is due',
      ab,
      run(1, 1, 0),
      EVERYBODY,
      4.99,
      'step 1.1 ann, then 1.2 at 9.99',
    ],
    [
      'catches up across loops',
      endless,
      run(1, 1, 0),
      EVERYBODY,
      27,
      'step 3.2 bob, 5 missed, then 4.1 at 32',
    ],
    [
      'catches up with the fallback',
      ab,
      run(1, 1, 0),
      EVERYBODY,
      500,
      'fallback 1.3 boss, 2 missed, then 2.3 at 530',
    ],
    [
      'gives steps that reach nobody no time of an outage',
      policyOf(['a', 'x', 'c']),
      run(1, 1, 0),
      EVERYBODY,
      7,
      'step 1.3 cem, 1 missed, without 2, then 1.4 at 12',
    ],
    [
      'tells only of what it passed over on the way to the current step',
      policyOf(['x', 'b', 'c']),
      run(1, 1, 0),
      EVERYBODY,
      7,
      'step 1.3 cem, 1 missed, then 1.4 at 12',
    ],
  ])('%s', (_, policy, position, onCall, minutes, expected) => {
    expect(told(decideStep(position, policy, triggered, onCall, at(minutes)))).toBe(expected);
  });

  it.each(['acknowledged', 'resolved'] as const)('stops once the incident is %s', (state) => {
    expect(decideStep(run(1, 2, 5), ab, { state }, EVERYBODY, at(99))).toEqual({
      do: 'stop',
      why: state,
    });
  });

  it('pages everybody whom a step means, each once', () => {
    const policy: PolicySteps = {
      ...ab,
      steps: [{ delay: '1h', targets: [{ schedule: 'a' }, { user: 'ann' }, { schedule: 'b' }] }],
    };
    const onCall = onCallOf({ a: ['ann', 'dee'], b: ['bob'] });
    expect(told(decideStep(run(1, 1, 0), policy, triggered, onCall, at(0)))).toBe(
      'step 1.1 ann+dee+bob, then 1.2 at 60',
    );
  });
});

describe('whatever the policy, the gaps and the outages', () => {
  const PEOPLE = ['ann', 'bob', 'cem'];
  const policies = fc.record({
    steps: fc.array(
      fc.record({
        delay: fc.integer({ min: 1, max: 9 }).map((minutes) => `${minutes}m`),
        targets: fc.array(
          fc.constantFrom('a', 'b', 'c').map((schedule) => ({ schedule })),
          {
            minLength: 1,
            maxLength: 2,
          },
        ),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    repeat: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant('until-acknowledged' as const)),
    fallback: fc.constant({ schedule: 'boss' }),
  });
  const somebody = fc.subarray(PEOPLE);
  const snapshots = fc
    .record({ a: somebody, b: somebody, c: somebody, boss: fc.subarray(['boss']) })
    .map((people): OnCallSnapshot => ({
      schedules: new Map(Object.entries(people)),
      reachable: new Set(Object.values(people).flat()),
    }));
  /** Seconds until somebody looks again, and who is on call then. */
  const looks = fc.array(
    fc.tuple(
      fc.oneof(
        { weight: 20, arbitrary: fc.integer({ min: 1, max: 90 }) },
        { weight: 1, arbitrary: fc.integer({ min: 600, max: 9000 }) },
      ),
      snapshots,
    ),
    { minLength: 1, maxLength: 60 },
  );

  it('steps come in order, none early, none twice a loop, and somebody who can be reached is', () => {
    fc.assert(
      fc.property(policies, looks, fc.boolean(), (policy, passes, asksFirst) => {
        let position: RunPosition = {
          cursor: beginning(asksFirst),
          nextAt: at(0),
          first: asksFirst ? 'ann' : null,
          declined: [],
        };
        let last: { at: Cursor; when: number } | null = null;
        let now = START;
        for (const [seconds, onCall] of passes) {
          now += seconds * 1000;
          const decided = decideStep(position, policy, triggered, onCall, new Date(now));
          if (decided.do === 'stop' || decided.do === 'await')
            throw new Error('it stopped by itself');
          if (decided.do === 'wait') {
            expect(now).toBeLessThan(position.nextAt.getTime());
            continue;
          }
          expect(decided.nextAt.getTime()).toBeGreaterThan(now);
          if (decided.do === 'page') {
            expect(decided.users.length).toBeGreaterThan(0);
            expect(decided.users.every((user) => onCall.reachable.has(user))).toBe(true);
            if (last) {
              expect(isAfter(decided.at, last.at)).toBe(true);
              expect(now - last.when).toBeGreaterThanOrEqual(waitOf(policy, last.at));
            }
            expect(isAfter(decided.cursor, decided.at)).toBe(true);
            last = { at: decided.at, when: now };
          } else {
            expect(onCall.schedules.get('boss')).toEqual([]);
            expect(isAfter(position.cursor, decided.cursor)).toBe(false);
          }
          position = { ...position, cursor: decided.cursor, nextAt: decided.nextAt };
        }
      }),
    );
  });
});

function isAfter(a: Cursor, b: Cursor): boolean {
  return a.loop > b.loop || (a.loop === b.loop && a.step > b.step);
}

function waitOf(policy: PolicySteps, place: Cursor): number {
  const route = routeOf(policy, place);
  if (route === 'first') return 5 * MINUTE;
  if (route === 'fallback') return 30 * MINUTE;
  const step = policy.steps[place.step - 1];
  if (!step) throw new Error('no such step');
  return delayMs(step);
}
