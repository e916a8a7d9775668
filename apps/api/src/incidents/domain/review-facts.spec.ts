import { describe, expect, it } from '@jest/globals';
import { minutes, noon } from './incident-examples.js';
import {
  factsOf,
  knownSpent,
  reviewedStretch,
  reviewPeople,
  reviewTimes,
  type ReviewFacts,
  type ReviewSlo,
} from './review-facts.js';

const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;
const ben = { kind: 'user', id: 'u-2', name: 'Ben' } as const;
const engine = { kind: 'system', id: 'escalation', name: 'Leitstand' } as const;
const counted = {
  startedAt: noon,
  pagedAt: minutes(2),
  acknowledgedAt: null,
  resolvedAt: minutes(20),
  automatic: true,
  reopened: false,
  snoozed: false,
  merged: 0,
};

describe('the times of a reviewed incident', () => {
  it('are those of the figures, and null where nothing happened', () => {
    expect(reviewTimes(counted, minutes(1))).toEqual({
      startedAt: noon,
      detectedAt: minutes(1),
      pagedAt: minutes(2),
      acknowledgedAt: null,
      resolvedAt: minutes(20),
      detect: 120,
      acknowledge: null,
      resolve: 1200,
    });
  });

  it('say of which stretch a budget is asked: none while it goes on, or where it has no length', () => {
    const from = { startedAt: noon };
    expect(reviewedStretch({ resolvedAt: minutes(5) }, from)).toEqual({
      from: noon,
      to: minutes(5),
    });
    expect(reviewedStretch({ resolvedAt: null }, from)).toBeNull();
    expect(reviewedStretch({ resolvedAt: noon }, from)).toBeNull();
  });
});

describe('the people of a reviewed incident', () => {
  const event = (kind: string, actor: typeof anna | typeof ben | typeof engine, data = {}) => ({
    at: noon,
    kind,
    actor,
    data,
  });

  it('are those who did something, had a role or were asked, the first first', () => {
    const events = [
      event('triggered', engine),
      event('escalation.declined', ben),
      event('noted', ben),
      event('noted', ben),
      event('joined', ben),
      event('role.handed', anna, { role: 'scribe', people: [{ user: 'u-3' }] }),
      event('acknowledged', anna),
      event('resolved', anna),
    ];
    const role = { incidentId: 'i-1', role: 'scribe', givenBy: anna, since: noon } as const;
    const roles = [
      { ...role, userId: 'u-3', name: 'Cem' },
      { ...role, role: 'incident-commander', userId: 'u-1', name: 'Anna' } as const,
    ];
    const asked = {
      incidentId: 'i-1',
      schedule: null,
      askedBy: anna,
      askedAt: noon,
      answeredAt: null,
    };
    const responders = [{ ...asked, userId: 'u-4', name: 'Dora', state: 'silent' } as const];
    const nothing = { roles: [], asked: null, acknowledged: false, resolved: false, notes: 0 };
    expect(reviewPeople(events, roles, responders, new Map([['u-3', 'Cem']]))).toEqual([
      { ...nothing, name: 'Ben', acknowledged: true, notes: 2 },
      { ...nothing, name: 'Cem', roles: ['scribe'] },
      {
        ...nothing,
        name: 'Anna',
        roles: ['incident-commander'],
        acknowledged: true,
        resolved: true,
      },
      { ...nothing, name: 'Dora', asked: 'silent' },
    ]);
  });

  it('are nobody where only the engine did something', () => {
    expect(reviewPeople([event('acknowledged', engine)], [], [], new Map())).toEqual([]);
  });
});

describe('what a review keeps', () => {
  const spent = { share: 0.2, bad: 1, good: 9, coverage: 1 };
  const slo = (of: Partial<ReviewSlo>): ReviewSlo => ({
    slug: 'a',
    name: null,
    spent: null,
    ...of,
  });

  it('knows of a budget what is known now, else what was', () => {
    const before = [slo({ name: 'A', spent })];
    expect(knownSpent([slo({})], before)).toEqual(before);
    const newer = slo({ name: 'B', spent: { ...spent, bad: 2 } });
    expect(knownSpent([newer], before)).toEqual([newer]);
    expect(knownSpent([slo({ slug: 'other' })], before)).toEqual([slo({ slug: 'other' })]);
  });

  it('is read again as it was written', () => {
    const facts: ReviewFacts = {
      severity: 'page',
      class: 'page',
      automatic: true,
      resolvedBy: engine,
      subjects: [],
      team: null,
      slos: [slo({ spent })],
      times: reviewTimes(counted, minutes(1)),
      people: [],
      merged: ['INC-3'],
      pinned: [{ incident: 'INC-1', seq: 2, at: noon, kind: 'noted', actor: ben, data: {} }],
      names: [],
    };
    const stored = JSON.parse(JSON.stringify(facts)) as Parameters<typeof factsOf>[0];
    expect(factsOf(stored)).toEqual(facts);
  });
});
