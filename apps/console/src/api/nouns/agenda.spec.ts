import { describe, expect, it } from '@jest/globals';
import { byDay, byWeek, turnAt, turnsOf } from './agenda.js';

const person = (name: string) => ({ id: name, name, email: `${name}@example.org`, active: true });
const shift = (name: string, start: string, end: string) => ({
  user: person(name),
  start,
  end,
  layer: 'Primary',
  override: null,
});
const FROM = '2026-03-27T00:00:00.000Z';
const TO = '2026-03-30T00:00:00.000Z';
const ASKED = {
  from: FROM,
  to: TO,
  timeZone: 'Europe/Berlin',
  shifts: [
    shift('anna', FROM, '2026-03-27T08:00:00.000Z'),
    shift('ben', '2026-03-27T20:00:00.000Z', '2026-03-28T23:30:00.000Z'),
    shift('anna', '2026-03-28T23:30:00.000Z', TO),
  ],
  gaps: [{ start: '2026-03-27T08:00:00.000Z', end: '2026-03-27T20:00:00.000Z' }],
};
const NOW = new Date('2026-03-27T12:00:00Z');

const told = (turns: ReturnType<typeof turnsOf>) =>
  turns.map(({ shift: by }) => by?.user.name ?? null);

describe('an agenda', () => {
  it('has shifts and gaps in order, without what is over', () => {
    expect(told(turnsOf(ASKED, NOW))).toEqual([null, 'ben', 'anna']);
    expect(told(turnsOf(ASKED, new Date('2026-03-27T20:00:00Z')))).toEqual(['ben', 'anna']);
  });

  it('says of what reaches beyond the time asked for that it does', () => {
    const cuts = turnsOf(ASKED, new Date(FROM)).map(({ cut }) => [cut.start, cut.end]);
    expect(cuts).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ]);
  });

  it('puts a turn on the day on which it begins in the zone of the schedule, and what goes on under today', () => {
    const days = byDay(turnsOf(ASKED, NOW), 'Europe/Berlin', NOW);
    expect(days.map(({ day, turns }) => [day, told([...turns])])).toEqual([
      ['2026-03-27', [null, 'ben']],
      ['2026-03-29', ['anna']],
    ]);
    const later = new Date('2026-03-28T12:00:00Z');
    expect(byDay(turnsOf(ASKED, later), 'UTC', later).map(({ day }) => day)).toEqual([
      '2026-03-28',
    ]);
  });

  it('knows who is on call: from the start of a turn on, and no more at its end', () => {
    const turns = turnsOf(ASKED, new Date(FROM));
    const at = (time: string) => turnAt(turns, new Date(time))?.shift?.user.name;
    expect(at('2026-03-27T07:59:59.999Z')).toBe('anna');
    expect(at('2026-03-27T08:00:00Z')).toBeUndefined();
    expect(at('2026-03-27T20:00:00Z')).toBe('ben');
    expect(turnAt(turns, new Date(TO))).toBeNull();
  });

  it('has weeks of the calendar, over a change of the clocks, too, each with all that reaches into it', () => {
    const weeks = byWeek(turnsOf(ASKED, NOW), 'Europe/Berlin', NOW, 2);
    expect(weeks.map(({ start, end }) => [start.toISOString(), end.toISOString()])).toEqual([
      ['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
      ['2026-03-29T22:00:00.000Z', '2026-04-05T22:00:00.000Z'],
    ]);
    expect(weeks.map(({ turns }) => told([...turns]))).toEqual([[null, 'ben', 'anna'], ['anna']]);
  });
});
