import { describe, expect, it } from '@jest/globals';
import { timeFor } from './reader.js';

const at = new Date('2026-12-31T23:30:00Z');

describe('a time in a text for somebody', () => {
  it.each([
    ['de', 'Europe/Berlin', 'numeric', '01.01.2027, 00:30 MEZ (23:30 UTC)'],
    ['en', 'Europe/Berlin', 'numeric', '01/01/2027, 00:30 CET (23:30 UTC)'],
    ['en', 'Europe/Berlin', 'short', '01/01, 00:30 CET (23:30 UTC)'],
    ['de', 'Europe/Zurich', 'long', '1. Januar 2027 um 00:30 MEZ (23:30 UTC)'],
    ['en', 'America/New_York', 'long', '31 December 2026 at 18:30 GMT-5 (23:30 UTC)'],
    ['de', 'UTC', 'long', '31. Dezember 2026 um 23:30 UTC'],
    ['en', null, 'short', '31/12, 23:30 UTC'],
  ] as const)('is in their zone and in UTC: %s, %s, %s', (locale, timeZone, date, text) => {
    expect(timeFor(at, { locale, timeZone }, date)).toBe(text);
  });
});
