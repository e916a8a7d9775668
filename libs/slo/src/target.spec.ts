import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactDecimal } from './decimal.js';
import { add, rational } from './rational.js';
import { errorBudgetRatio, errorBudgetText, parseTarget, targetOf } from './target.js';

describe('target', () => {
  it.each(['0', '100', '100.0', '0.0', '101', '-1', 'abc', '99,9', '99.9%', '99.123456789'])(
    'refuses %p',
    (text) => {
      expect(parseTarget(text)).toBeUndefined();
      expect(() => targetOf(text)).toThrow(RangeError);
    },
  );

  it.each([
    ['99.9', 1n, 1_000n, '0.001'],
    ['99.5', 1n, 200n, '0.005'],
    ['95', 1n, 20n, '0.05'],
    ['99.99', 1n, 10_000n, '0.0001'],
  ])('a target of %s leaves exactly %d/%d', (text, numerator, denominator, budget) => {
    expect(errorBudgetRatio(targetOf(text))).toEqual({ numerator, denominator });
    expect(errorBudgetText(targetOf(text))).toBe(budget);
  });

  it('target and budget make one', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 10n - 1n }), (n) => {
        const target = targetOf(exactDecimal(rational(n, 10n ** 8n)));
        expect(add(target.ratio, errorBudgetRatio(target))).toEqual(rational(1n));
      }),
    );
  });
});
