import { describe, expect, it } from '@jest/globals';
import type { Chosen } from './choose-policy.js';
import { decideStep } from './decide-step.js';
import type { EscalationPolicy } from './escalation-policy.js';
import {
  advancedRun,
  awaitingRun,
  begunRun,
  declinedRun,
  hastenedRun,
  isPending,
  resumedRun,
  servedRun,
  stillUnserved,
  stoppedRun,
  type EscalationRun,
} from './escalation-run.js';

const START = Date.parse('2026-03-02T03:12:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000);
const chosen: Chosen<EscalationPolicy> = {
  because: 'team',
  policy: {
    id: 'p',
    slug: 'shop',
    name: 'Shop',
    description: '',
    territory: 'DE',
    labels: {},
    serves: { subjects: [], teams: ['shop'], default: false },
    steps: [{ delay: '5m', targets: [{ user: 'ann' }] }],
    repeat: 0,
    fallback: { user: 'boss' },
    waiver: null,
    version: 3,
    createdAt: at(-99),
    updatedAt: at(-9),
  },
};
const fresh = (first: string | null = null) =>
  ({
    id: 'r',
    incidentId: 'i',
    territory: 'DE',
    number: 1,
    because: 'triggered',
    first,
    epoch: 4,
  }) as const;

/** Goes on once. */
function step(run: EscalationRun, reachable: readonly string[]): EscalationRun {
  if (!run.policy) throw new Error('no policy');
  const onCall = { schedules: new Map<string, string[]>(), reachable: new Set(reachable) };
  const decided = decideStep(run, run.policy, { state: 'triggered' }, onCall, run.nextAt);
  if (decided.do !== 'page' && decided.do !== 'nobody') throw new Error(decided.do);
  return advancedRun(run, decided, run.nextAt);
}

describe('a run', () => {
  it('takes the steps of its policy along, and is due at once', () => {
    expect(begunRun(fresh(), chosen, at(0))).toMatchObject({
      state: 'running',
      policy: { slug: 'shop', name: 'Shop', repeat: 0 },
      chosenBy: 'team',
      cursor: { loop: 1, step: 1 },
      nextAt: at(0),
      startedAt: at(0),
    });
    expect(begunRun(fresh('ann'), chosen, at(0)).cursor).toEqual({ loop: 1, step: 0 });
  });

  it('without a policy looks for one every minute, and begins when there is one', () => {
    const run = begunRun(fresh(), null, at(0));
    expect([run.state, run.nextAt]).toEqual(['unserved', at(1)]);
    expect(stillUnserved(run, at(1)).nextAt).toEqual(at(2));
    expect(servedRun(run, chosen, at(7))).toMatchObject({
      state: 'running',
      nextAt: at(7),
      startedAt: at(0),
    });
  });

  it('is exhausted once the fallback is all that is left', () => {
    const paged = step(begunRun(fresh(), chosen, at(0)), ['ann', 'boss']);
    expect(paged).toMatchObject({ state: 'running', nextAt: at(5) });
    const used = step(paged, ['ann', 'boss']);
    expect(used).toMatchObject({ state: 'exhausted', nextAt: at(35) });
    expect(step(used, ['ann'])).toMatchObject({ state: 'exhausted', nobodySince: at(35) });
  });

  it('remembers since when nobody could be reached, until somebody is', () => {
    const first = step(begunRun(fresh(), chosen, at(0)), []);
    const second = step(first, []);
    expect([first, second].map(({ nobodySince }) => nobodySince)).toEqual([at(0), at(0)]);
    expect(second).toMatchObject({ state: 'running', nextAt: at(2) });
    expect(step(second, ['ann'])).toMatchObject({ nobodySince: null, nextAt: at(7) });
  });

  it.each<[string, string, EscalationRun['state'] | null, boolean]>([
    ['triggered', 'page', null, true],
    ['triggered', 'page', 'stopped', true],
    ['triggered', 'page', 'running', false],
    ['triggered', 'page', 'unserved', false],
    ['triggered', 'ticket', null, false],
    ['acknowledged', 'page', 'running', false],
    ['resolved', 'page', null, false],
  ])('of an incident that is %s (%s) with a run %s: to be decided is %s', (state, cls, run, is) => {
    const newest = run === null ? undefined : { state: run };
    expect(isPending({ state, class: cls, isSnoozed: false }, newest)).toBe(is);
    expect(isPending({ state, class: cls, isSnoozed: true }, newest)).toBe(false);
  });

  it('is over for a reason', () => {
    expect(stoppedRun(begunRun(fresh(), chosen, at(0)), 'resolved', at(3))).toMatchObject({
      state: 'stopped',
      stoppedBy: 'resolved',
      endedAt: at(3),
    });
  });
});

describe('a page that is declined', () => {
  const run: EscalationRun = { ...begunRun(fresh(), chosen, at(0)), nextAt: at(5) };
  const paged = (step: number, ...users: string[]) => ({ at: { loop: 1, step }, users });
  it.each<[string, EscalationRun, ReturnType<typeof paged> | null, number]>([
    ['by the only one has the next step begin', run, paged(1, 'ann'), 1],
    ['by one of two leaves it to the other', run, paged(1, 'ann', 'bob'), 5],
    ['by the last of two does not', { ...run, declined: ['bob'] }, paged(1, 'ann', 'bob'), 1],
    [
      'by somebody of an earlier step leaves it to whoever was paged since',
      run,
      paged(1, 'bob'),
      5,
    ],
    ['by the fallback leaves it at its time: nobody comes behind', run, paged(2, 'ann'), 5],
    [
      'where others are waited for hastens nothing',
      { ...run, state: 'awaiting' },
      paged(1, 'ann'),
      5,
    ],
    ['does not put off what is due', { ...run, nextAt: at(0) }, paged(1, 'ann'), 0],
    ['by somebody whose page left no trace hastens nothing', run, null, 5],
  ])('%s', (_, before, last, minutes) => {
    const after = declinedRun(before, 'ann', last, at(1));
    expect(after).toEqual({
      ...before,
      declined: [...before.declined, 'ann'],
      nextAt: at(minutes),
    });
  });
});

describe('the next step by hand', () => {
  const run: EscalationRun = { ...begunRun(fresh(), chosen, at(0)), nextAt: at(5) };
  it('is due at once', () => expect(hastenedRun(run, at(1))).toEqual({ ...run, nextAt: at(1) }));

  const stopped: EscalationRun = {
    ...stoppedRun(run, 'acknowledged', at(2)),
    cursor: { loop: 1, step: 2 },
    declined: ['bob'],
    nobodySince: at(1),
  };
  const behind = (before: EscalationRun, highest = 1) =>
    resumedRun(before, { id: 'r-2', epoch: 5, highest }, at(9));

  it('goes on behind the one where an acknowledgement stopped the run', () =>
    expect(behind(stopped)).toEqual({
      ...stopped,
      id: 'r-2',
      number: 2,
      epoch: 5,
      because: 'escalated',
      state: 'running',
      stoppedBy: null,
      nobodySince: null,
      nextAt: at(9),
      startedAt: at(9),
      endedAt: null,
    }));

  it('is the first of the policy where somebody was asked before, and the one behind those who were waited for', () => {
    expect(behind({ ...stopped, cursor: { loop: 1, step: 0 } }).cursor).toEqual({
      loop: 1,
      step: 1,
    });
    const [first] = chosen.policy.steps;
    const steps = first ? [{ ...first, everybody: true }, first] : [];
    const policy = { ...chosen.policy, steps };
    const awaiting = awaitingRun(
      { ...run, policy },
      { do: 'await', at: { loop: 3, step: 1 }, users: [], nextAt: at(8) },
      6,
    );
    expect(awaiting).toMatchObject({ state: 'awaiting', epoch: 6, nextAt: at(8) });
    expect(behind(awaiting).cursor).toEqual({ loop: 1, step: 2 });
    expect(behind(awaiting, 0).cursor).toEqual({ loop: 3, step: 1 });
  });
});
