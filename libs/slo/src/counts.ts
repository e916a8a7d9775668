import { add, rationalOf } from './rational.js';
import type { Rational } from './rational.js';

/** Events of an interval, split into good and bad ones. Both are finite and not negative; total = good + bad. */
export interface Counts {
  good: number;
  bad: number;
}

/** Exact total of good and bad. */
export function totalOf(counts: Counts): Rational {
  return add(rationalOf(counts.good), rationalOf(counts.bad));
}
