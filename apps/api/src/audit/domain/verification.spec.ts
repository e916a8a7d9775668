import { describe, expect, it } from '@jest/globals';
import {
  contentOf,
  endsEarlier,
  isDue,
  withAnchor,
  type AuditVerification,
} from './verification.js';

const FOUND: AuditVerification = {
  ok: true,
  standing: 'whole',
  events: 9,
  head: 'h',
  headSeq: 9,
  checkedAt: new Date('2026-03-02T12:00:00Z'),
  faults: [],
  faultsTotal: 0,
  acknowledged: 0,
  breaks: [],
  anchored: null,
};
const content = (checkedAt: string, change: Partial<AuditVerification> = {}) =>
  contentOf({ ...FOUND, ...change, checkedAt: new Date(checkedAt) }, '2026-03-02T11:00:00.000Z', {
    seq: 5,
    mac: 'five',
  });
const NOON = content('2026-03-02T12:00:00Z');

describe('a verification that is kept', () => {
  it.each([
    ['a minute later', '2026-03-02T12:01:00Z', 9, false],
    ['a minute later, with more events', '2026-03-02T12:01:00Z', 10, false],
    ['a minute later, with fewer events', '2026-03-02T12:01:00Z', 8, true],
    ['an hour later', '2026-03-02T13:00:00Z', 9, true],
    ['by a clock that was set back', '2026-03-02T11:59:00Z', 9, true],
  ])('is followed by another, or not: %s', (_, now, headSeq, due) => {
    expect(isDue(NOON, new Date(now), headSeq)).toBe(due);
  });

  it('is followed by the first of all', () => {
    expect(isDue(null, new Date(), 0)).toBe(true);
  });

  it('tells a chain that ends earlier from one that goes on', () => {
    expect([8, 9, 10].map((headSeq) => endsEarlier(NOON, headSeq))).toEqual([true, false, false]);
  });

  it('names the first fault and how many there are', () => {
    const faults = [{ seq: 3, kind: 'edited', message: 'Event 3.' }] as const;
    expect(content('2026-03-02T12:00:00Z', { faults, faultsTotal: 7 })).toMatchObject({
      firstFault: 'Event 3.',
      faultsTotal: 7,
      anchorError: null,
    });
    expect(NOON.firstFault).toBeNull();
  });
});

describe('what is kept once a head was anchored', () => {
  const anchor = { seq: 9, mac: 'nine' };
  const broken = { standing: 'broken', faultsTotal: 1 } as const;
  it.each([
    ['nothing was kept', null, 'whole'],
    ['an earlier one was kept', content('2026-03-02T11:59:00Z', broken), 'whole'],
    ['a later one was kept meanwhile', content('2026-03-02T12:00:01Z', broken), 'broken'],
  ])('is the later verification: %s', (_, kept, standing) => {
    expect(withAnchor(NOON, kept, anchor)).toMatchObject({ standing, anchored: anchor });
  });
});
