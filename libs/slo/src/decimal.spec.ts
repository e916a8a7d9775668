import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactDecimal, parseDecimal, truncateDecimal } from './decimal.js';
import { rational } from './rational.js';

describe('decimal', () => {
  it.each(['', '.5', '5.', '+1', '-1', '1e3', '01', '1,5', ' 1', 'NaN', 'Infinity', '0x1'])(
    'refuses %p',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );

  it('keeps the digits as they were written', () => {
    expect(parseDecimal('99.90')).toEqual({ text: '99.90', places: 2, value: rational(999n, 10n) });
  });

  it('cuts and never rounds', () => {
    expect(truncateDecimal(rational(2n, 3n), 3)).toBe('0.666');
    expect(truncateDecimal(rational(-2n, 3n), 2)).toBe('-0.66');
    expect(truncateDecimal(rational(-1n, 1_000n), 2)).toBe('0.00');
    expect(truncateDecimal(rational(7n), 0)).toBe('7');
  });

  it('writes finite decimals exactly and refuses others', () => {
    expect(exactDecimal(rational(1n, 1_000n))).toBe('0.001');
    expect(exactDecimal(rational(3n, 8n))).toBe('0.375');
    expect(() => exactDecimal(rational(1n, 3n))).toThrow(RangeError);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.integer({ min: 0, max: 12 }),
        (n, places) => {
          const value = rational(n, 10n ** BigInt(places));
          expect(parseDecimal(exactDecimal(value))?.value).toEqual(value);
        },
      ),
    );
  });
});
