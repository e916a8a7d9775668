import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  compare,
  divide,
  multiply,
  rational,
  rationalOf,
  subtract,
  toNumber,
} from './rational.js';

const fraction = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    fc.bigInt({ min: 1n, max: 10n ** 20n }),
  )
  .map(([n, d]) => rational(n, d));

describe('rational', () => {
  it('keeps lowest terms and a positive denominator', () => {
    expect(rational(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rational(0n, -7n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(() => rational(1n, 0n)).toThrow(RangeError);
  });

  it('takes doubles at their exact value', () => {
    expect(rationalOf(0.5)).toEqual(rational(1n, 2n));
    expect(rationalOf(0.1)).not.toEqual(rational(1n, 10n));
    expect(() => rationalOf(Number.NaN)).toThrow(RangeError);
  });

  it('gives a double back unchanged', () => {
    fc.assert(
      fc.property(
        fc
          .double({ noNaN: true, min: -1e15, max: 1e15 })
          .filter((x) => x === 0 || Math.abs(x) > 1e-200),
        (x) => {
          expect(toNumber(rationalOf(x))).toBe(x === 0 ? 0 : x);
        },
      ),
    );
  });

  it('undoes what it does', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
      }),
    );
  });
});
