import { totalOf } from './counts.js';
import type { Counts } from './counts.js';
import { divide, multiply, rationalOf, toNumber } from './rational.js';
import { errorBudgetRatio } from './target.js';
import type { Target } from './target.js';

/**
 * How many times faster than allowed the budget is spent: (bad / total) / error budget. 1 spends it exactly over the window.
 * Null without traffic. Source: Google, The Site Reliability Workbook, chapter 5.
 */
export function burnRate(counts: Counts, target: Target): number | null {
  const total = totalOf(counts);
  if (total.numerator === 0n) return null;
  return toNumber(divide(rationalOf(counts.bad), multiply(total, errorBudgetRatio(target))));
}
