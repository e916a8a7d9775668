import { burnExpression, burnPairs, pairPace, secondsToExhaustion } from '#slo';
import type { BurnState, Severity } from '#contract';
import type { BurnPair, Objective } from '#slo';
import { budgetInput, judgedCounts, NO_SUMS, pacesOf, type ReadingInput } from './reading.js';

/** One pair of windows as people see it: both rates, the threshold, the verdict and the expression that alerts on it. */
export interface BurnRatePair {
  readonly name: string;
  readonly severity: Severity;
  readonly factor: number;
  readonly budgetShare: number;
  readonly short: { readonly window: string; readonly rate: number | null };
  readonly long: { readonly window: string; readonly rate: number | null };
  readonly state: BurnState;
  /** seconds until the budget is gone at the pace of the pair; null at or below 1x, and where its windows contradict each other */
  readonly exhaustsInSeconds: number | null;
  readonly expression: string;
  readonly firing: boolean;
}

/** Every alert tier that fits the window, judged on the same sums as the reading. */
export function burnRatesOf(input: ReadingInput): BurnRatePair[] {
  const { objective } = input;
  const pairs = burnPairs(
    judgedCounts(input),
    objective.target,
    objective.window,
    objective.minBadEvents,
  );
  return pairs.map((pair) => shown(pair, input));
}

/** The same of an objective of which no minute is measured yet: what each tier looks for, and no rates. */
export function unmeasuredBurnRates(objective: Objective): BurnRatePair[] {
  return burnRatesOf({
    objective,
    asOf: new Date(0),
    window: NO_SUMS,
    burn: new Map(),
    countedFrom: null,
    before: null,
    regimes: {},
    regime: null,
    earlier: { spans: [], sums: NO_SUMS },
    alerts: [],
  });
}

function shown(
  pair: BurnPair,
  { objective, window, burn, asOf, alerts }: ReadingInput,
): BurnRatePair {
  const { tier, shortRate, longRate, state } = pair;
  return {
    name: tier.key,
    severity: tier.severity,
    factor: tier.factor,
    budgetShare: tier.budgetShare,
    short: { window: tier.short, rate: shortRate },
    long: { window: tier.long, rate: longRate },
    state,
    exhaustsInSeconds: secondsToExhaustion(
      budgetInput(objective, window, asOf),
      pairPace(pair, pacesOf(burn)),
    ),
    expression: burnExpression(tier, objective.slug),
    firing: alerts.some((alert) => alert.name === tier.alert && alert.state === 'firing'),
  };
}
