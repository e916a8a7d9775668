import { describe, expect, it } from '@jest/globals';
import { assertNotEmpty, assertNotTooLong } from './asked-range.js';

const at = (text: string): number => Date.parse(text);

describe('a range that was asked for', () => {
  it('ends after its start', () => {
    const start = at('2026-03-01T00:00:00Z');
    expect(() => assertNotEmpty(start, start + 1)).not.toThrow();
    expect(() => assertNotEmpty(start, start)).toThrow('from must be before to');
    expect(() => assertNotEmpty(start, start - 1)).toThrow('from must be before to');
  });

  it('is three years long at most, leap years too', () => {
    const start = at('2024-01-01T00:00:00Z');
    expect(() => assertNotTooLong(start, at('2027-01-01T00:00:00Z'))).not.toThrow();
    expect(() => assertNotTooLong(start, at('2027-01-04T00:00:00Z'))).toThrow('three years');
  });
});
