import { rational } from './rational.js';
import type { Rational } from './rational.js';

/** A decimal as written ('99.90'), its exact value and the number of digits after the point. */
export interface Decimal {
  readonly text: string;
  readonly value: Rational;
  readonly places: number;
}

/** More digits than anybody means: the powers of ten of a longer text take time that grows with its square. */
const MAX_LENGTH = 64;
const DECIMAL = /^(?:0|[1-9]\d*)(?:\.(\d+))?$/;

/** Reads a plain non-negative decimal (no sign, exponent or leading zeros); undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = text.length <= MAX_LENGTH ? DECIMAL.exec(text) : null;
  if (match === null) return undefined;
  const places = match[1]?.length ?? 0;
  return { text, places, value: rational(BigInt(text.replace('.', '')), 10n ** BigInt(places)) };
}

/** Writes a fraction with exactly `places` digits after the point, rounded towards zero. */
export function truncateDecimal(value: Rational, places: number): string {
  const negative = value.numerator < 0n;
  const scaled =
    ((negative ? -value.numerator : value.numerator) * 10n ** BigInt(places)) / value.denominator;
  const digits = scaled.toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`;
  return negative && scaled !== 0n ? `-${text}` : text;
}

/** Writes a fraction whose denominator has no prime factors but 2 and 5 exactly, without trailing zeros: 1/1000 is '0.001'. */
export function exactDecimal(value: Rational): string {
  let places = 0;
  for (let rest = value.denominator; 10n ** BigInt(places) % rest !== 0n; places += 1) {
    if (places > 1_100) throw new RangeError('the fraction has no finite decimal form');
  }
  return truncateDecimal(value, places);
}
