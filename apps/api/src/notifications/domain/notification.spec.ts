import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  endOf,
  nextStep,
  uselessAt,
  whyNot,
  type AttemptResult,
  type ClaimFacts,
  type NotificationKind,
} from './notification.js';

const page: ClaimFacts = {
  kind: 'page',
  epoch: 2,
  topic: { epoch: 2, isOpen: true },
  userIsActive: true,
  method: { isVerified: true, isRemoved: false },
  isExpired: false,
};
const KINDS: readonly NotificationKind[] = [
  'page',
  'responder_request',
  'status',
  'reminder',
  'test',
  'verification',
  'handover',
  'self',
];
const others = KINDS.filter((kind) => kind !== 'page');

describe('an attempt', () => {
  it.each(KINDS)('starts when nothing speaks against it: %s', (kind) => {
    expect(whyNot({ ...page, kind })).toBeNull();
  });

  it.each<[string, Partial<ClaimFacts>, string]>([
    ['whose epoch was raised', { topic: { epoch: 3, isOpen: true } }, 'superseded'],
    ['whose topic was closed', { topic: { epoch: 2, isOpen: false } }, 'closed'],
    ['whose topic was closed and reopened', { topic: { epoch: 3, isOpen: true } }, 'superseded'],
    ['to somebody disabled', { userIsActive: false }, 'gone'],
    ['by a method that was removed', { method: { isVerified: true, isRemoved: true } }, 'gone'],
    ['by a method nobody verified', { method: { isVerified: false, isRemoved: false } }, 'gone'],
    ['that is of no use any more', { isExpired: true }, 'expired'],
  ])('of a page %s does not start', (_, facts, reason) => {
    expect(whyNot({ ...page, ...facts })).toBe(reason);
  });

  it.each(others)('of another kind asks for no epoch and no open topic: %s', (kind) => {
    expect(whyNot({ ...page, kind, topic: { epoch: 9, isOpen: false } })).toBeNull();
  });

  it('of a verification alone goes by a method that is not verified', () => {
    const method = { isVerified: false, isRemoved: false };
    const may = KINDS.filter((kind) => whyNot({ ...page, kind, method }) === null);
    expect(may).toEqual(['verification']);
    expect(whyNot({ ...page, kind: 'verification', method: { ...method, isRemoved: true } })).toBe(
      'gone',
    );
  });
});

describe('after an attempt', () => {
  const failed = { result: 'failed', error: '451 not now', handedOver: false } as const;

  it.each<[AttemptResult, string]>([
    [{ result: 'accepted' }, 'accepted'],
    [{ result: 'refused', error: '550 no such user' }, 'failed'],
  ])('%j it is over', (outcome, state) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (attempt) => {
        expect(nextStep(attempt, outcome)).toEqual({ state });
      }),
    );
  });

  it.each([
    [1, 5],
    [2, 15],
    [3, 45],
    [4, 60],
    [5, 60],
    [1000, 60],
  ])('number %d that failed the next one is due in %d s', (attempt, seconds) => {
    expect(nextStep(attempt, failed)).toEqual({ state: 'retry_wait', wait: seconds * 1000 });
  });

  it('of which the server had everything and said nothing, the next one is due in ten minutes', () => {
    for (const attempt of [1, 2, 50])
      expect(nextStep(attempt, { ...failed, handedOver: true })).toEqual({
        state: 'retry_wait',
        wait: 600_000,
      });
  });
});

describe('a notification is of use', () => {
  const due = new Date('2026-03-02T12:00:00Z');

  it.each<[NotificationKind, string | null]>([
    ['page', null],
    ['verification', '2026-03-02T12:10:00.000Z'],
    ['test', '2026-03-02T12:10:00.000Z'],
    ['responder_request', '2026-03-03T12:00:00.000Z'],
    ['status', '2026-03-03T12:00:00.000Z'],
    ['reminder', '2026-03-03T12:00:00.000Z'],
    ['handover', '2026-03-03T12:00:00.000Z'],
    ['self', '2026-03-03T12:00:00.000Z'],
  ])('%s until %s', (kind, until) => {
    expect(uselessAt(kind, due)?.toISOString() ?? null).toBe(until);
  });
});

describe('how an attempt ends on record', () => {
  const failed = { result: 'failed', error: 'no answer' } as const;

  it.each([
    [{ result: 'accepted' }, 'accepted'],
    [{ result: 'refused', error: '550' }, 'refused'],
    [{ ...failed, handedOver: false }, 'failed'],
    [{ ...failed, handedOver: true }, 'lost'],
  ] as const)('%j: %s', (outcome, end) => {
    expect(endOf(outcome)).toBe(end);
  });
});
