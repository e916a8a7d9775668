import type { BudgetState } from '#contract';
import { totalOf } from './counts.js';
import type { Counts } from './counts.js';
import { divide, multiply, rational, rationalOf, subtract, toNumber } from './rational.js';
import type { Rational } from './rational.js';
import { errorBudgetRatio } from './target.js';
import type { Target } from './target.js';
import type { Window, WindowBounds } from './window.js';

/** Less than this share left is at risk. */
export const AT_RISK_LEFT_SHARE = 0.25;
/** Running out within this share of the window at the present pace is at risk, too: 3 days of 30. */
export const AT_RISK_HORIZON_SHARE = 0.1;

/** A budget over one window. Shares and counts are null without traffic; `leftShare` is negative once overspent. */
export interface Budget {
  state: BudgetState;
  sli: number | null;
  /** Bad events the window may hold. 0 without traffic. */
  allowedBad: number;
  spentShare: number | null;
  leftShare: number | null;
  leftEvents: number | null;
}

export interface BudgetInput {
  counts: Counts;
  target: Target;
  window: Window;
  bounds: Pick<WindowBounds, 'elapsedSeconds' | 'totalSeconds'>;
  /** Seconds of the elapsed window that were measured. Calendar windows project from these; default: all of them. */
  coveredSeconds?: number;
  /** Calendar windows only: the events expected in the whole window (last month's, say). Default: projected from the covered time. */
  expectedTotal?: number;
  /** Seconds until exhaustion at the present pace (see forecast.ts); null or left out: not burning faster than allowed. */
  exhaustsInSeconds?: number | null;
}

/** Exact events the budget is a share of. Rolling: those measured. Calendar: those of the whole window, projected. */
export function budgetedTotal(input: BudgetInput): Rational {
  const total = totalOf(input.counts);
  if (input.window.kind === 'rolling') return total;
  const measured = rationalOf(input.expectedTotal ?? 0);
  if (input.expectedTotal !== undefined)
    return subtract(measured, total).numerator > 0n ? measured : total;
  const { elapsedSeconds, totalSeconds } = input.bounds;
  const covered = Math.min(input.coveredSeconds ?? elapsedSeconds, elapsedSeconds);
  if (covered <= 0) return total;
  // Time that went unmeasured brings no events any more; what is left of the window will bring them at the measured rate.
  const remaining = Math.max(totalSeconds - elapsedSeconds, 0);
  return multiply(total, divide(rationalOf(covered + remaining), rationalOf(covered)));
}

/** Exact share of the budget that is spent: bad / (budgeted total x error budget); null without traffic. */
export function spentShare(input: BudgetInput): Rational | null {
  return shareOfBudget(input.counts.bad, input);
}

/** Exact share of the budget of a window that some of its bad events take; null without traffic. */
export function shareOfBudget(bad: number, input: BudgetInput): Rational | null {
  const allowed = multiply(budgetedTotal(input), errorBudgetRatio(input.target));
  return allowed.numerator === 0n ? null : divide(rationalOf(bad), allowed);
}

/** Exact share left: 1 - spent. Their sum is 1 for any counts. */
export function leftShare(spent: Rational): Rational {
  return subtract(rational(1n), spent);
}

function stateOf(left: number, input: BudgetInput): BudgetState {
  if (left <= 0) return 'exhausted';
  const horizon = input.bounds.totalSeconds * AT_RISK_HORIZON_SHARE;
  const soon =
    input.exhaustsInSeconds !== undefined &&
    input.exhaustsInSeconds !== null &&
    input.exhaustsInSeconds < horizon;
  return left < AT_RISK_LEFT_SHARE || soon ? 'at-risk' : 'healthy';
}

/**
 * The budget of a window from its counts. Exhausted: nothing left. At risk: less than a quarter left, or gone within a tenth of
 * the window at the present pace. No data: not one event measured, so that silence is never shown as met.
 */
export function budgetOf(input: BudgetInput): Budget {
  const spent = spentShare(input);
  if (spent === null)
    return {
      state: 'no-data',
      sli: null,
      allowedBad: 0,
      spentShare: null,
      leftShare: null,
      leftEvents: null,
    };
  const allowed = multiply(budgetedTotal(input), errorBudgetRatio(input.target));
  const left = toNumber(leftShare(spent));
  return {
    state: stateOf(left, input),
    sli: toNumber(divide(rationalOf(input.counts.good), totalOf(input.counts))),
    allowedBad: toNumber(allowed),
    spentShare: toNumber(spent),
    leftShare: left,
    leftEvents: toNumber(subtract(allowed, rationalOf(input.counts.bad))),
  };
}
