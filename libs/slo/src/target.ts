import { exactDecimal, parseDecimal } from './decimal.js';
import { compare, divide, rational, subtract } from './rational.js';
import type { Rational } from './rational.js';

/** A target in percent, kept exactly as it was written. */
export interface Target {
  /** '99.9' */
  readonly percent: string;
  /** Digits after the point of `percent`. */
  readonly places: number;
  /** 999/1000 */
  readonly ratio: Rational;
}

const HUNDRED = rational(100n);

/** Reads a target in percent, strictly between 0 and 100, with at most 8 digits after the point; undefined otherwise. */
export function parseTarget(percent: string): Target | undefined {
  const decimal = parseDecimal(percent);
  if (decimal === undefined || decimal.places > 8) return undefined;
  if (decimal.value.numerator === 0n || compare(decimal.value, HUNDRED) >= 0) return undefined;
  return { percent, places: decimal.places, ratio: divide(decimal.value, HUNDRED) };
}

/** Like parseTarget, for a target already validated. Throws a RangeError when it is not a target after all. */
export function targetOf(percent: string): Target {
  const target = parseTarget(percent);
  if (target === undefined)
    throw new RangeError(`'${percent}' is not a target strictly between 0 and 100 percent`);
  return target;
}

/** Share of all events that may be bad: 1 - target, exactly. For '99.9' it is 1/1000. */
export function errorBudgetRatio(target: Target): Rational {
  return subtract(rational(1n), target.ratio);
}

/** The same as a decimal text for PromQL: '0.001'. */
export function errorBudgetText(target: Target): string {
  return exactDecimal(errorBudgetRatio(target));
}
