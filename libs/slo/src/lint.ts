import { compare, divide, multiply, rational, rationalOf, toNumber } from './rational.js';
import type { Objective, Regime } from './objective.js';
import { objectiveOf } from './objective.js';
import { parseSelector } from './promql/selector.js';
import type { Selector } from './promql/selector.js';
import type { SloDocument } from './document/slo-document.js';
import type { FieldError } from './result.js';
import { errorBudgetRatio } from './target.js';
import { nominalSeconds } from './window.js';

/** What is known about the world the objective will live in; leave out what is not. */
export interface LintFacts {
  /** Boundaries of the histogram's buckets in seconds. */
  bucketBoundaries?: readonly number[];
  /** Events expected in one window. */
  expectedTotal?: number;
  /** How far back counts are kept, in seconds. */
  retentionSeconds?: number;
}

/** The boundaries OpenTelemetry SDKs use for HTTP durations unless told otherwise (semantic conventions, http.server.request.duration). */
export const OPENTELEMETRY_BOUNDARIES: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

function nearest(boundaries: readonly number[], seconds: number): string {
  const below = Math.max(...boundaries.filter((boundary) => boundary < seconds));
  const above = Math.min(...boundaries.filter((boundary) => boundary > seconds));
  return [below, above]
    .filter((boundary) => Number.isFinite(boundary))
    .map((boundary) => `${boundary} s`)
    .join(' and ');
}

function lintBuckets(regimes: readonly Regime[], boundaries: readonly number[]): FieldError[] {
  const missing = regimes
    .map((regime, i) => ({ regime, i }))
    .filter(({ regime }) => !boundaries.includes(regime.threshold.seconds));
  return missing.map(({ regime, i }) => ({
    path: `spec.indicator.latency.regimes.${i}.threshold`,
    code: 'not-a-bucket-boundary',
    message: `${regime.threshold.text} is not a bucket boundary of the histogram, so requests within it cannot be counted. The nearest are ${nearest(boundaries, regime.threshold.seconds)}.`,
  }));
}

/** A regime is pointless when it asks for the same as the one it replaces. */
function lintRegimes(regimes: readonly Regime[]): FieldError[] {
  const fallback = regimes.at(-1);
  const idle = regimes
    .map((regime, i) => ({ regime, i }))
    .filter(
      ({ regime }) =>
        regime.when !== null &&
        fallback !== undefined &&
        compare(regime.threshold.exact, fallback.threshold.exact) === 0,
    );
  return idle.map(({ regime, i }) => ({
    path: `spec.indicator.latency.regimes.${i}`,
    code: 'idle-regime',
    message: `The regime '${regime.name}' has the same threshold as the default, so it changes nothing.`,
  }));
}

function isWithin(part: Selector, whole: Selector): boolean {
  return (
    part.metric === whole.metric &&
    whole.matchers.every((wanted) =>
      part.matchers.some(
        ({ label, op, value }) =>
          label === wanted.label && op === wanted.op && value === wanted.value,
      ),
    )
  );
}

function lintSubset(objective: Objective): FieldError[] {
  if (objective.indicator.kind !== 'ratio') return [];
  const { ratio } = objective.indicator;
  const side = 'bad' in ratio ? 'bad' : 'good';
  const [total, part] = [
    parseSelector(ratio.total),
    parseSelector('bad' in ratio ? ratio.bad : ratio.good),
  ];
  if (!total.ok || !part.ok || isWithin(part.value, total.value)) return [];
  const message = `${side} is not visibly a part of total: it should select from the same metric with all matchers of total and more. Otherwise ${side} may exceed total.`;
  return [{ path: `spec.indicator.ratio.${side}`, code: 'not-a-subset', message }];
}

function lintVolume(objective: Objective, expectedTotal: number): FieldError[] {
  const allowed = multiply(rationalOf(expectedTotal), errorBudgetRatio(objective.target));
  if (compare(allowed, rational(1n)) >= 0) return [];
  const needed = Math.ceil(toNumber(divide(rational(1n), errorBudgetRatio(objective.target))));
  return [
    {
      path: 'spec.target',
      code: 'less-than-one-bad-event',
      message: `With ${expectedTotal} events in the window not even one may be bad; a target of ${objective.target.percent} needs at least ${needed}.`,
    },
  ];
}

function lintOwners({ spec }: SloDocument): FieldError[] {
  const findings: FieldError[] = [];
  if (spec.runbook === undefined)
    findings.push({
      path: 'spec.runbook',
      code: 'no-runbook',
      message: 'Whoever is paged finds no runbook.',
    });
  if (spec.owner === undefined && spec.team === undefined)
    findings.push({
      path: 'spec.owner',
      code: 'no-owner',
      message: 'Neither a team nor a person owns this objective.',
    });
  if (spec.alerting?.disabled === true)
    findings.push({
      path: 'spec.alerting.disabled',
      code: 'no-alerts',
      message: 'Nobody is told when the budget burns.',
    });
  return findings;
}

/** Advice about a valid document: nothing here stops it from being saved, each finding names its field and what it costs. */
export function lintSlo(document: SloDocument, facts: LintFacts = {}): FieldError[] {
  const objective = objectiveOf(document);
  const regimes = objective.indicator.kind === 'latency' ? objective.indicator.regimes : [];
  const findings = [...lintSubset(objective), ...lintRegimes(regimes), ...lintOwners(document)];
  if (facts.bucketBoundaries !== undefined)
    findings.push(...lintBuckets(regimes, facts.bucketBoundaries));
  if (facts.expectedTotal !== undefined)
    findings.push(...lintVolume(objective, facts.expectedTotal));
  if (
    facts.retentionSeconds !== undefined &&
    nominalSeconds(objective.window) > facts.retentionSeconds
  ) {
    findings.push({
      path: 'spec.window',
      code: 'window-over-retention',
      message: 'The window is longer than counts are kept; its beginning will be missing.',
    });
  }
  return findings;
}
