import { burnExpression, burnPairs, secondsToExhaustion } from '#slo';
import type { BurnState, Severity } from '#contract';
import type { BurnPair } from '#slo';
import { budgetInput, windowCounts, type ReadingInput } from './reading.js';

/** One pair of windows as people see it: both rates, the threshold, the verdict and the expression that alerts on it. */
export interface BurnRatePair {
  readonly name: string;
  readonly severity: Severity;
  readonly factor: number;
  readonly budgetShare: number;
  readonly short: { readonly window: string; readonly rate: number | null };
  readonly long: { readonly window: string; readonly rate: number | null };
  readonly state: BurnState;
  /** seconds until the budget is gone at the rate of the long window; null at or below 1x */
  readonly exhaustsInSeconds: number | null;
  readonly expression: string;
  readonly firing: boolean;
}

/** Every alert tier that fits the window, judged on the same sums as the reading. */
export function burnRatesOf(input: ReadingInput): BurnRatePair[] {
  const { objective } = input;
  const pairs = burnPairs(
    windowCounts(input.burn),
    objective.target,
    objective.window,
    objective.minBadEvents,
  );
  return pairs.map((pair) => shown(pair, input));
}

function shown(
  { tier, shortRate, longRate, state }: BurnPair,
  { objective, window, asOf, alerts }: ReadingInput,
): BurnRatePair {
  return {
    name: tier.key,
    severity: tier.severity,
    factor: tier.factor,
    budgetShare: tier.budgetShare,
    short: { window: tier.short, rate: shortRate },
    long: { window: tier.long, rate: longRate },
    state,
    exhaustsInSeconds: secondsToExhaustion(budgetInput(objective, window, asOf), longRate),
    expression: burnExpression(tier, objective.slug),
    firing: alerts.some((alert) => alert.name === tier.alert && alert.state === 'firing'),
  };
}
