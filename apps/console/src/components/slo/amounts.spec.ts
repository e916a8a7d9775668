import { describe, expect, it } from '@jest/globals';
import { formatEvents, formatRate } from './amounts.js';

describe('formatEvents', () => {
  it('counts whole events, and tenths only where few are allowed', () => {
    expect(formatEvents(1242.97, 1243.7, 'en')).toBe('1,242');
    expect(formatEvents(2.49, 3.5, 'de')).toBe('2,4');
    expect(formatEvents(-12.6, 40, 'en')).toBe('-12');
  });
});

describe('formatRate', () => {
  it('keeps rates near 1× apart and dashes what is unknown', () => {
    expect(formatRate(1.04, 'en')).toBe('1.04×');
    expect(formatRate(14.4, 'de')).toBe('14,4×');
    expect(formatRate(0, 'en')).toBe('0.0×');
    expect(formatRate(null, 'en')).toBe('–');
  });
});
