import {
  ALERT_TIERS,
  burnWindowSeconds,
  factorDivisor,
  highestScale,
  LEAST_FACTOR,
  needsFilledWindow,
  OUTAGE_RATIO,
  sureSeconds,
} from '../alert-tiers.js';
import type { Severity } from '#contract';
import type { AlertTier } from '../alert-tiers.js';
import { formatDuration } from '../duration.js';
import { quote } from '../promql/string-literal.js';
import { alertAnnotations, TIMES } from './annotations.js';
import type { CompileOptions } from './options.js';
import type { AlertingRule, RecordingRule } from './rules.js';
import { inherits, levelSeries, owners, SERIES, windowSeries } from './series.js';
import { range } from './window-rules.js';

/** What OUTAGE_RATIO burns of every objective: no factor is higher. */
const HIGHEST_FACTOR = `clamp_min(${OUTAGE_RATIO} / ${SERIES.errorBudget}, 1)`;

/** The factor of one tier for every objective: window / divisor, between the least factor and the highest; none where the long window does not fit. */
function factorRule(tier: AlertTier): RecordingRule {
  const seconds = SERIES.windowSeconds;
  const factor = `clamp_min(${seconds} / ${factorDivisor(tier)}, ${LEAST_FACTOR[tier.severity]})`;
  return {
    record: SERIES.burnFactor,
    expr: `(\n  ${factor} <= on (slo) ${HIGHEST_FACTOR}\n  or on (slo)\n  ${HIGHEST_FACTOR}\n)\nand on (slo)\n${seconds} >= ${burnWindowSeconds(tier.long)}`,
    labels: { tier: tier.key },
  };
}

/** The bad events a tier needs of every objective: its minimum, and as many times more as the factor is below the sure one. */
function floorRule(tier: AlertTier): RecordingRule {
  const scale = `clamp(${sureSeconds(tier)} / ${SERIES.windowSeconds}, 1, ${highestScale(tier)})`;
  const least = `${tier.sureFactor} / ${HIGHEST_FACTOR}`;
  return {
    record: SERIES.burnFloor,
    expr: `${SERIES.minBad} * on (slo) (\n  ${scale} >= on (slo) ${least}\n  or on (slo)\n  ${least}\n)`,
    labels: { tier: tier.key },
  };
}

/** What the alerts of a severity are held against: one factor and one floor per tier, for the whole fleet. */
export function thresholdRules(severity: Severity): RecordingRule[] {
  return ALERT_TIERS.filter((tier) => tier.severity === severity).flatMap((tier) => [
    factorRule(tier),
    floorRule(tier),
  ]);
}

function braces(...matchers: string[]): string {
  const given = matchers.filter((matcher) => matcher !== '');
  return given.length === 0 ? '' : `{${given.join(',')}}`;
}

/** bad / total / error budget of one window, over the tier's factor. The value left is the burn rate. */
function overFactor(tier: AlertTier, window: string, one: string): string {
  const [bad, total, budget] = [
    windowSeries('bad', window),
    windowSeries('total', window),
    SERIES.errorBudget,
  ].map((name) => name + braces(one));
  return `${bad} / ${total} / on (slo) ${budget}\n    > on (slo) ${SERIES.burnFactor}${braces(`tier=${quote(tier.key)}`, one)}`;
}

/** Both windows over the factor, and enough bad events for it to mean something. `one` is a matcher, or empty for the whole fleet. */
function burnCondition(tier: AlertTier, one: string): string {
  const floor = `${SERIES.burnFloor}${braces(`tier=${quote(tier.key)}`, one)}`;
  return [
    overFactor(tier, tier.long, one),
    `and on (slo)\n  ${overFactor(tier, tier.short, one)}`,
    `and on (slo)\n  ${windowSeries('bad', tier.long)}${braces(one)} >= on (slo) ${floor}`,
  ].join('\n  ');
}

/** What a tier fires on, for one objective: for people to copy into Prometheus. */
export function burnExpression(tier: AlertTier, slug: string): string {
  return burnCondition(tier, `slo=${quote(slug)}`);
}

/**
 * Keeps a firing alert while its short window has no data at all: an outage that takes the metrics along must not resolve its
 * own page. The first evaluation with data decides again.
 */
function frozen(tier: AlertTier): string {
  return `sum by (slo) (ALERTS{alertname="${tier.alert}",alertstate="firing"}) * 0\n  unless on (slo) ${windowSeries('total', tier.short)}`;
}

/**
 * What a new objective has counted is not yet a long window: where that is more than the hour within which a fast fault has to page, its
 * first part, as long as the short window, must hold counts. An alert that fires does not end because that part reaches a gap.
 */
function filled(tier: AlertTier): string {
  const [long, short] = [burnWindowSeconds(tier.long), burnWindowSeconds(tier.short)];
  if (!needsFilledWindow(tier)) return '';
  const first = `count_over_time(${levelSeries('total')}[${range(tier.short)}] offset ${formatDuration(long - short)})`;
  return `\n  and on (slo)\n  (${first} or on (slo) ALERTS{alertname="${tier.alert}",alertstate="firing"})`;
}

function burnAlert(tier: AlertTier, options: CompileOptions): AlertingRule {
  const inherited = `unless on (slo)\n  ${inherits(burnWindowSeconds(tier.long))}`;
  const condition = `(\n  ${burnCondition(tier, '')}\n  ${inherited}${filled(tier)}\n  or on (slo)\n  ${frozen(tier)}\n)`;
  return {
    alert: tier.alert,
    expr: `${condition}\n+ on (slo) group_left (service, team, territory) (${owners()})`,
    labels: { severity: tier.severity, long: tier.long, short: tier.short },
    annotations: alertAnnotations(
      tier.alert,
      {
        // No figure: it becomes the title of an incident, which stays. How fast it is now stands in the description, told anew each time.
        summary: '{{ $labels.slo }} burns its error budget too fast',
        description: `Over ${tier.long} and over ${tier.short} the error budget of {{ $labels.slo }} ({{ $labels.service }}) is spent {{ if gt $value 0.0 }}${TIMES} as fast as allowed{{ else }}too fast; the alert is held, as there is no data at present{{ end }}.`,
      },
      options,
    ),
  };
}

/** One rule per tier for the whole fleet. */
export function burnAlerts(severity: Severity, options: CompileOptions): AlertingRule[] {
  return ALERT_TIERS.filter((tier) => tier.severity === severity).map((tier) =>
    burnAlert(tier, options),
  );
}
