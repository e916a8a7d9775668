import { describe, expect, it } from '@jest/globals';
import type { PolicySteps } from './escalation-policy.js';
import { firstPage } from './first-page.js';

const AT = new Date('2026-03-07T02:10:00Z');
const policy: PolicySteps = {
  steps: [
    { delay: '5m', targets: [{ schedule: 'first' }, { schedule: 'second' }] },
    { delay: '15m', targets: [{ user: 'bob' }] },
  ],
  repeat: 0,
  fallback: { user: 'boss' },
};
const first = (onCall: Record<string, string[]>, reachable: string[]) =>
  firstPage(policy, AT, {
    schedules: new Map(Object.entries(onCall)),
    reachable: new Set(reachable),
  });

describe('whom a policy pages first', () => {
  it('is whoever of its first step is reached; of that step nobody is missed', () => {
    const page = first({ first: ['ann'], second: [] }, ['ann', 'bob', 'boss']);
    expect(page).toMatchObject({ at: AT, route: 'step', place: { step: 1 }, users: ['ann'] });
    expect([page.skipped, page.unreached]).toEqual([[], []]);
  });

  it('is the next step where one reaches nobody: a gap, and somebody without a way', () => {
    const page = first({ first: [], second: ['ann'] }, ['bob', 'boss']);
    expect(page).toMatchObject({ route: 'step', place: { step: 2 }, users: ['bob'], skipped: [1] });
    expect(page.unreached).toEqual([
      { step: 1, target: { schedule: 'first' }, means: [] },
      { step: 1, target: { schedule: 'second' }, means: ['ann'] },
    ]);
  });

  it('is the fallback where no step reaches anybody', () => {
    const page = first({ first: ['ann'] }, ['boss']);
    expect(page).toMatchObject({ route: 'fallback', users: ['boss'], skipped: [1, 2] });
    expect(page.unreached.map(({ step }) => step)).toEqual([1, 1, 2]);
  });

  it('is nobody, and the fallback is among those that are missed', () => {
    const page = first({ first: ['ann'], second: [] }, []);
    expect(page).toMatchObject({ route: null, users: [], skipped: [1, 2] });
    expect(page.unreached.at(-1)).toEqual({ step: 3, target: { user: 'boss' }, means: ['boss'] });
  });
});
