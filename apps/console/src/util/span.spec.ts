import { describe, expect, it } from '@jest/globals';
import { spanSeconds, spanText } from './span.js';

describe('a span of time', () => {
  it.each([
    [0, '0s'],
    [90, '90s'],
    [120, '2m'],
    [5400, '90m'],
    [7200, '2h'],
    [86_400, '1d'],
    [90_000, '25h'],
  ])('of %i s is written and read as %s', (seconds, text) => {
    expect(spanText(seconds)).toBe(text);
    expect(spanSeconds(text)).toBe(seconds);
  });

  it.each(['', '5', 'm', '5 weeks', '1.5h', '-5m', '5m 3s'])('%j is none', (text) => {
    expect(spanSeconds(text)).toBeNull();
  });

  it('may have spaces around', () => {
    expect(spanSeconds(' 5 m ')).toBe(300);
  });
});
