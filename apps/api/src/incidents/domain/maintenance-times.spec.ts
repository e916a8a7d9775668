import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  heldUntil,
  nextSpans,
  nextTurn,
  ruleFault,
  spansOf,
  type Times,
} from './maintenance-times.js';

const BERLIN: Times = {
  timeZone: 'Europe/Berlin',
  starts: '2026-01-01T02:00',
  durationMinutes: 60,
  rrule: 'FREQ=DAILY',
};
const day = (date: string) => new Date(`${date}T00:00:00Z`);
const spoken = (times: Times, from: string, to: string) =>
  spansOf(times, day(from), day(to)).map(
    (span) => `${span.from.toISOString().slice(0, 16)} ${span.to.toISOString().slice(11, 16)}`,
  );

describe('the times of a window', () => {
  it.each<[string, Partial<Times>, string, string, string[]]>([
    ['are those of the wall in winter', {}, '2026-01-05', '2026-01-06', ['2026-01-05T01:00 02:00']],
    ['and in summer', {}, '2026-07-05', '2026-07-06', ['2026-07-05T00:00 01:00']],
    ['are none in a gap', {}, '2026-03-29', '2026-03-30', ['2026-03-30T00:00 01:00'].slice(1)],
    [
      'begin behind a gap',
      { durationMinutes: 120 },
      '2026-03-29',
      '2026-03-30',
      ['2026-03-29T01:00 02:00'],
    ],
    [
      'last for both of an hour that comes twice',
      {},
      '2026-10-25',
      '2026-10-26',
      ['2026-10-25T00:00 02:00'],
    ],
    [
      'are one without a rule',
      { rrule: null },
      '2025-01-01',
      '2027-01-01',
      ['2026-01-01T01:00 02:00'],
    ],
    [
      'come by the week',
      { rrule: 'FREQ=WEEKLY;BYDAY=SU' },
      '2026-01-01',
      '2026-01-13',
      ['2026-01-04T01:00 02:00', '2026-01-11T01:00 02:00'],
    ],
    [
      'that began before are among them',
      { durationMinutes: 7 * 1440, rrule: null },
      '2026-01-07',
      '2026-01-08',
      ['2026-01-01T01:00 01:00'],
    ],
  ])('%s', (_name, change, from, to, expected) => {
    expect(spoken({ ...BERLIN, ...change }, from, to)).toEqual(expected);
  });

  it('begin at their begin, and are over at their end', () => {
    const at = (time: string) => new Date(`2026-01-05T${time}Z`);
    const end = at('02:00:00');
    expect(heldUntil(BERLIN, at('00:59:59.999'))).toBeNull();
    expect(heldUntil(BERLIN, at('01:00:00'))).toEqual(end);
    expect(heldUntil(BERLIN, at('01:59:59.999'))).toEqual(end);
    expect(heldUntil(BERLIN, end)).toBeNull();
  });

  it('that touch are one', () => {
    const whole = { ...BERLIN, durationMinutes: 1440, rrule: 'FREQ=DAILY;COUNT=3' };
    expect(heldUntil(whole, new Date('2026-01-01T12:00:00Z'))).toEqual(
      new Date('2026-01-04T01:00:00Z'),
    );
  });

  it('turn next where they begin or end, and never again once the last is over', () => {
    expect(nextTurn(BERLIN, new Date('2026-01-05T00:30:00Z'))).toEqual(
      new Date('2026-01-05T01:00:00Z'),
    );
    const yearly = { ...BERLIN, rrule: 'FREQ=YEARLY' };
    expect(nextTurn(yearly, day('2026-06-01'))).toEqual(new Date('2027-01-01T01:00:00Z'));
    expect(nextTurn({ ...BERLIN, rrule: null }, day('2026-06-01'))).toBeNull();
    expect(nextSpans({ ...BERLIN, rrule: 'FREQ=MONTHLY' }, day('2026-06-15'), 3)).toHaveLength(3);
    for (const starts of ['2026-02-20T02:00', '2099-03-02T22:00'])
      for (const rrule of [null, 'FREQ=YEARLY;COUNT=1']) {
        const far = { ...BERLIN, starts, rrule };
        const [span] = nextSpans(far, day('2026-01-01'), 3);
        expect(span?.from.toISOString().slice(0, 10)).toBe(starts.slice(0, 10));
        expect(nextTurn(far, day('2026-01-01'))).toEqual(span?.from);
      }
  });

  it.each([
    ['FREQ=WEEKLY;BYDAY=SU', true],
    ['FREQ=MONTHLY;BYDAY=1SA;COUNT=3', true],
    ['FREQ=HOURLY', false],
    ['FREQ=DAILY;BYHOUR=3', false],
    ['FREQ=DAILY;BYDAY=XX', false],
    ['', false],
    ['every Sunday', false],
  ])('%s is a rule: %s', (rule, isSound) => {
    expect(ruleFault(rule) === null).toBe(isSound);
  });

  it('hold at an instant exactly if one of them has begun and is not over, in whatever zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 5, max: 3 * 1440 }),
        fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=SU,MO', 'FREQ=MONTHLY', null),
        fc.integer({ min: 0, max: 2 * 365 * 1440 }),
        (timeZone, minute, durationMinutes, rrule, later) => {
          const starts = new Date(Date.UTC(2026, 0, 1) + minute * 60_000)
            .toISOString()
            .slice(0, 16);
          const times = { timeZone, starts, durationMinutes, rrule };
          const now = new Date(Date.UTC(2026, 0, 1) + later * 60_000);
          const until = heldUntil(times, now);
          const around = spansOf(times, new Date(now.getTime() - 1), new Date(now.getTime() + 1));
          expect(until !== null).toBe(around.some(({ from, to }) => from <= now && now < to));
          const turn = nextTurn(times, now);
          if (until !== null && turn !== null)
            expect(turn.getTime()).toBeLessThanOrEqual(until.getTime());
          // Between now and the next turn nothing changes.
          if (turn !== null)
            expect(heldUntil(times, new Date(turn.getTime() - 1)) !== null).toBe(until !== null);
        },
      ),
      { numRuns: 60 },
    );
  });
});
