import { describe, expect, it } from '@jest/globals';
import { mailTime } from './mail-time.js';

describe('a time in a mail', () => {
  it.each([
    ['de', '31. Dezember 2026 um 23:30 UTC'],
    ['en', '31 December 2026 at 23:30 UTC'],
  ] as const)('is told in UTC wherever the server stands: %s', (locale, text) => {
    const at = new Date('2026-12-31T23:30:00Z');
    expect(at.getTimezoneOffset()).not.toBe(0); // the tests run elsewhere
    expect(mailTime(at, locale)).toBe(text);
  });
});
