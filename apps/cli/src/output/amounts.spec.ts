import { describe, expect, it } from '@jest/globals';
import { count, factor, percent, time } from './amounts.js';

describe('amounts', () => {
  it.each([
    [0.99996, 2, '99.99%'],
    [1, 2, '100.00%'],
    [0.29, 2, '29.00%'],
    [-0.425, 2, '-42.50%'],
    [0.9991234, 3, '99.912%'],
    [null, 2, '-'],
  ])('a share of %s with %i digits reads %s', (share, digits, text) => {
    expect(percent(share, digits)).toBe(text);
  });

  it('rates, counts and times', () => {
    expect([14.4, 0.25, 0, null].map(factor)).toEqual(['14.4x', '0.25x', '0.0x', '-']);
    expect(count(12407)).toBe('12,407');
    expect([time('2026-03-01T12:00:00.123Z'), time(null), time('soon')]).toEqual([
      '2026-03-01 12:00:00Z',
      '-',
      'soon',
    ]);
  });
});
