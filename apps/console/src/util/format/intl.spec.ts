import { describe, expect, it } from '@jest/globals';
import { dateFormat, numberFormat, relativeFormat } from './intl.js';

describe('a formatter', () => {
  it('is made once for what it is asked for', () => {
    expect(dateFormat('de', { timeZone: 'Europe/Zurich' })).toBe(
      dateFormat('de', { timeZone: 'Europe/Zurich' }),
    );
    expect(numberFormat('en', { maximumFractionDigits: 1 })).toBe(
      numberFormat('en', { maximumFractionDigits: 1 }),
    );
    expect(relativeFormat('en', { numeric: 'auto' })).toBe(
      relativeFormat('en', { numeric: 'auto' }),
    );
  });

  it('is another one for another language, zone, form or kind', () => {
    const at = Date.UTC(2026, 2, 29, 1, 30);
    const told = [
      dateFormat('de', { timeZone: 'Europe/Zurich', timeStyle: 'short' }),
      dateFormat('de', { timeZone: 'UTC', timeStyle: 'short' }),
      dateFormat('de', { timeZone: 'UTC', dateStyle: 'short' }),
      dateFormat('en', { timeZone: 'UTC', dateStyle: 'short' }),
      dateFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' }),
    ].map((format) => format.format(at));
    expect(told).toEqual(['03:30', '01:30', '29.03.26', '29/03/2026', '2026-03-29']);
    expect(numberFormat('de', {}).format(1.5)).toBe('1,5');
    expect(relativeFormat('de', {}).format(-1, 'day')).toBe('vor 1 Tag');
  });

  it('of a zone that nobody knows is refused each time', () => {
    const unknown = () => dateFormat('en', { timeZone: 'Europe/Atlantis' });
    expect(unknown).toThrow(RangeError);
    expect(unknown).toThrow(RangeError);
  });
});
