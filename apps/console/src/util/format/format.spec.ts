import { describe, expect, it } from '@jest/globals';
import { formatDuration, formatDurationDative, formatRelative, presentFor } from './duration.js';
import { languageOf } from './locale.js';
import {
  formatExactPercent,
  formatFactor,
  formatNumber,
  formatPercent,
  formatQuantity,
} from './number.js';
import { formatTime, isZone, zoneAbbreviation } from './time.js';

const WINTER = new Date('2026-01-15T02:12:04Z');
const SUMMER = new Date('2026-07-15T02:12:04Z');
const NARROW = '\u202f';

describe('numbers', () => {
  it('follow the language', () => {
    expect([formatNumber(12407, 'en'), formatNumber(12407, 'de')]).toEqual(['12,407', '12.407']);
    expect([formatPercent(0.9995, 'en'), formatPercent(0.9995, 'de')]).toEqual([
      '99.95%',
      `99,95${NARROW}%`,
    ]);
    expect(formatExactPercent('99.9', 'de')).toBe(`99,9${NARROW}%`);
    expect([formatFactor(14.4, 'en'), formatFactor(14.4, 'de')]).toEqual(['14.4×', '14,4×']);
    expect(formatQuantity(1234, 'ms', 'de')).toBe(`1.234${NARROW}ms`);
  });

  it('never round up to 100 while something is bad', () => {
    expect(formatPercent(0.99999, 'en')).toBe('99.99%');
    expect(formatPercent(1, 'en')).toBe('100.00%');
    expect(formatPercent(-0.12345, 'en')).toBe('-12.34%');
  });

  it('do not lose a digit to binary fractions', () => {
    expect(formatPercent(0.29, 'en', 0)).toBe('29%');
    expect(formatPercent(0.5757, 'en', 2)).toBe('57.57%');
  });
});

describe('times', () => {
  it('carry their zone, in both languages, in summer and winter', () => {
    expect(formatTime(WINTER, 'Europe/Berlin', 'de', 'time')).toBe('03:12 MEZ');
    expect(formatTime(SUMMER, 'Europe/Berlin', 'de', 'time')).toBe('04:12 MESZ');
    expect(formatTime(WINTER, 'Europe/Berlin', 'en', 'seconds')).toBe('03:12:04 CET');
    expect(formatTime(WINTER, 'UTC', 'en', 'full')).toBe('Thu, 15 Jan 2026, 02:12:04 UTC');
    expect(formatTime(WINTER, 'UTC', 'en', 'weekday')).toBe('Thu 15 Jan, 02:12 UTC');
    expect(formatTime(WINTER, 'UTC', 'en', 'near')).toBe('Thu, 02:12 UTC');
    expect(formatTime(WINTER, 'UTC', 'de', 'near')).toBe('Do, 02:12 UTC');
    expect(formatTime(WINTER, 'Europe/Berlin', 'de', 'day')).toBe('Donnerstag, 15. Januar');
  });

  it('use 24 hours at midnight', () => {
    expect(formatTime(new Date('2026-01-15T00:05:00Z'), 'UTC', 'en', 'time')).toBe('00:05 UTC');
  });

  it('say UTC, not GMT', () => {
    expect(zoneAbbreviation(WINTER, 'Asia/Tokyo', 'en')).toBe('UTC+9');
    expect(formatTime(WINTER, 'Asia/Tokyo', 'de', 'time')).toBe('11:12 UTC+9');
  });

  it('know real zones', () => {
    expect([isZone('Europe/Zurich'), isZone('Mars/Base')]).toEqual([true, false]);
  });
});

describe('lengths of time', () => {
  it('show at most two neighbouring units', () => {
    expect(formatDuration(5025, 'en')).toBe('1 hr 23 mins');
    expect(formatDuration(86_400 * 3 + 5, 'en')).toBe('3 days');
    expect(formatDuration(0, 'de')).toBe('0 Sek.');
    expect(formatDuration(-5, 'en')).toBe('0 secs');
  });

  it('are told relative to now', () => {
    const now = new Date('2026-01-15T12:00:00Z');
    const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1000);
    expect(formatRelative(ago(180), now, 'en')).toBe('3 minutes ago');
    expect(formatRelative(ago(-172_800), now, 'de')).toBe('in 2 Tagen');
    expect(formatRelative(ago(86_400 * 70), now, 'en')).toBe('2 months ago');
    expect(formatRelative(ago(86_400 * 800), now, 'en')).toBe('2 years ago');
  });

  it('never call a piece of 24 hours by a day of the calendar', () => {
    const evening = new Date('2026-11-29T19:41:00Z');
    const in35Hours = new Date('2026-12-01T05:24:00Z');
    expect(formatRelative(in35Hours, evening, 'de')).toBe('in 1 Tag');
    expect(formatRelative(in35Hours, evening, 'en')).toBe('in 1 day');
    expect(formatRelative(evening, in35Hours, 'de')).toBe('vor 1 Tag');
    expect(formatRelative(new Date(evening.getTime() + 90_000_000_000), evening, 'en')).toBe(
      'in 3 years',
    );
    expect(formatRelative(evening, evening, 'de')).toBe('jetzt');
    expect(formatRelative(evening, evening, 'en')).toBe('now');
  });

  it('take the dative in German after in, nach and von', () => {
    expect(formatDurationDative(30 * 86_400, 'de')).toBe('30 Tagen');
    expect(formatDurationDative(86_400 + 7_200, 'de')).toBe('1 Tag 2 Stunden');
    expect(formatDurationDative(50_400, 'de')).toBe('14 Stunden');
    expect(formatDurationDative(30 * 86_400, 'en')).toBe('30 days');
  });
});

describe('the present of a relative time', () => {
  const at = (seconds: number) => new Date(seconds * 1000);
  it.each([
    ['is that of the last tick', 50, 100, 110, 100],
    ['is that of the last tick for what lies ahead', 200, 100, 110, 100],
    ['is the clock’s for what has happened since the tick', 105, 100, 110, 110],
    ['is the clock’s for what happens now', 110, 100, 110, 110],
  ])('%s', (_, instant, ticked, clock, present) => {
    expect(presentFor(at(instant), at(ticked), () => clock * 1000)).toEqual(at(present));
  });
});

describe('languages', () => {
  it('are read from tags', () => {
    expect([languageOf('de-CH'), languageOf('EN'), languageOf('fr'), languageOf(null)]).toEqual([
      'de',
      'en',
      undefined,
      undefined,
    ]);
  });
});
