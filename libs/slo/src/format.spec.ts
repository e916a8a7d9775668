import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatSli } from './format.js';
import { targetOf } from './target.js';

describe('formatting an SLI', () => {
  const target = targetOf('99.9');

  it('shows the digits of the target plus two', () => {
    expect(formatSli({ good: 2, bad: 1 }, target)).toBe('66.666');
    expect(formatSli({ good: 2, bad: 1 }, targetOf('95'))).toBe('66.66');
  });

  it('says 100 only when nothing was bad', () => {
    expect(formatSli({ good: 10, bad: 0 }, target)).toBe('100.000');
    expect(formatSli({ good: 999_999_999, bad: 1 }, target)).toBe('99.999');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 53 - 1 }),
        fc.integer({ min: 1, max: 1_000 }),
        (good, bad) => {
          expect(formatSli({ good, bad }, target)).not.toMatch(/^100/);
        },
      ),
    );
  });

  it('has nothing to say without traffic', () => {
    expect(formatSli({ good: 0, bad: 0 }, target)).toBeNull();
  });
});
