import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginning, routeOf, type Cursor } from './cursor.js';
import { decideStep, type RunPosition, type StepDecision } from './decide-step.js';
import { delayMs, type PolicySteps, type Repeat } from './escalation-policy.js';
import type { OnCallSnapshot } from './on-call-snapshot.js';

const START = Date.parse('2026-03-02T03:12:00Z');
const MINUTE = 60_000;
const at = (minutes: number) => new Date(START + minutes * MINUTE);

/** Steps by the schedules that they page, five minutes each; the fallback is `boss`. */
const policyOf = (schedules: readonly string[], repeat: Repeat = 0): PolicySteps => ({
  steps: schedules.map((schedule) => ({ delay: '5m', targets: [{ schedule }] })),
  repeat,
  fallback: { schedule: 'boss' },
});
const onCallOf = (people: Record<string, readonly string[]>): OnCallSnapshot => ({
  schedules: new Map(Object.entries(people)),
  reachable: new Set([...Object.values(people).flat(), 'ann', 'boss']),
});
const EVERYBODY = onCallOf({ a: ['ann'], b: ['bob'], c: ['cem'], boss: ['boss'] });
const run = (loop: number, step: number, minutes: number, first: string | null = null) =>
  ({ cursor: { loop, step }, nextAt: at(minutes), first, declined: [] }) satisfies RunPosition;
const triggered = { state: 'triggered' } as const;

/** A decision in one line. */
function told(decision: StepDecision): string {
  if (decision.do === 'stop') return `stop ${decision.why}`;
  const minutes = (when: Date) => (when.getTime() - START) / MINUTE;
  if (decision.do === 'wait') return `wait until ${minutes(decision.until)}`;
  const place = ({ loop, step }: Cursor) => `${loop}.${step}`;
  if (decision.do === 'await')
    return `await ${place(decision.at)} ${decision.users.join('+')}, then at ${minutes(decision.nextAt)}`;
  const { missed, skipped, cursor, nextAt } = decision;
  const what =
    decision.do === 'nobody'
      ? 'nobody'
      : `${decision.route} ${place(decision.at)} ${decision.users.join('+')}`;
  const passed = [
    missed > 0 ? `, ${missed} missed` : '',
    skipped.length > 0 ? `, without ${skipped.join(' ')}` : '',
  ].join('');
  return `${what}${passed}, then ${place(cursor)} at ${minutes(nextAt)}`;
}

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
