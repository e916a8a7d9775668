import { truncateDecimal } from './decimal.js';
import { multiply, rational, rationalOf, divide } from './rational.js';
import type { Rational } from './rational.js';
import { totalOf } from './counts.js';
import type { Counts } from './counts.js';
import type { Target } from './target.js';

/** Percent of a fraction, cut (never rounded up) to `places` digits: 99996/100000 at 2 places is '99.99'. */
export function formatPercent(share: Rational, places: number): string {
  return truncateDecimal(multiply(share, rational(100n)), places);
}

/** Digits an SLI is shown with: those of its target plus two. */
export function sliPlaces(target: Target): number {
  return target.places + 2;
}

/** The SLI in percent with the target's digits plus two; never '100' while a bad event exists. Null without traffic. */
export function formatSli(counts: Counts, target: Target): string | null {
  const total = totalOf(counts);
  if (total.numerator === 0n) return null;
  return formatPercent(divide(rationalOf(counts.good), total), sliPlaces(target));
}
