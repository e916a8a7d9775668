import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarText, type CalendarEvent } from './calendar.js';

const at = (time: string) => new Date(time);
const event = (more: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'one@leitstand',
  start: at('2026-03-29T00:30:00Z'),
  end: at('2026-03-29T01:30:00Z'),
  summary: 'On call: Shop',
  description: '',
  sequence: 3,
  revisedAt: at('2026-03-01T08:00:00Z'),
  ...more,
});
/** What another program reads in a calendar. */
const read = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as never)
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one))
    .map(({ uid, startDate, endDate, summary, description, sequence, component }) => ({
      uid,
      start: startDate.toJSDate(),
      end: endDate.toJSDate(),
      zone: startDate.zone?.tzid,
      summary,
      description: description ?? '',
      sequence,
      revisedAt: (component.getFirstPropertyValue('dtstamp') as ICAL.Time).toJSDate(),
    }));

describe('a calendar', () => {
  it('is what another program reads in it, in UTC', () => {
    expect(read(calendarText('Mine', [event()], 900))).toEqual([{ ...event(), zone: 'UTC' }]);
  });

  it('is a calendar where nothing is in it', () => {
    expect(read(calendarText('Mine', [], 900))).toEqual([]);
  });

  it('holds any text, in lines of at most 75 octets, of whole characters', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200, size: 'max' });
    const seconds = fc.integer({ min: 1_577_836_800, max: 2_208_988_800 });
    fc.assert(
      fc.property(text, text, seconds, fc.nat(10_000_000), fc.nat(9999), (a, b, s, length, n) => {
        const start = new Date(s * 1000);
        const end = new Date((s + length + 1) * 1000);
        const asked = event({ summary: `x${a}`, description: `y${b}`, start, end, sequence: n });
        const written = calendarText(a, [asked], 900);
        expect(written.endsWith('END:VCALENDAR\r\n')).toBe(true);
        for (const line of written.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(Buffer.from(line).toString()).toBe(line);
          expect(line).not.toMatch(/[\r\n\0]/);
        }
        const plain = (value: string) =>
          value
            .toWellFormed()
            .replaceAll(/\r\n?/g, '\n')
            .replaceAll(/(?![\t\n])\p{Cc}/gu, '');
        expect(read(written)).toEqual([
          { ...asked, summary: plain(`x${a}`), description: plain(`y${b}`), zone: 'UTC' },
        ]);
      }),
    );
  });

  it('lets no text begin a line of its own', () => {
    const written = calendarText('a', [event({ summary: 'x\r\nEND:VEVENT\nBEGIN:VALARM' })], 900);
    expect(written.match(/^(BEGIN|END):/gm)).toHaveLength(4);
  });
});
