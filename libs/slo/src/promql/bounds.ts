import { formatDuration } from '../duration.js';
import { place } from './fault.js';
import type { PromqlFault } from './fault.js';
import type { ReadSelector } from './matchers.js';
import type { ReadText } from './read-once.js';
import type { Term } from './term.js';

const DAY = 86_400;

/** What an expression of a document may ask of Prometheus, which evaluates it every 30 seconds. */
export const BOUNDS = {
  /** Seconds of one range, or of one subquery. */
  range: 7 * DAY,
  /** Seconds that it looks back: ranges, subqueries and offsets around each other add up. */
  reach: 35 * DAY,
  /** Evaluations of its selectors: range / resolution of the subqueries around each, added up. */
  steps: 3_000,
  /** Seconds of samples read by its ranges, each as often as it is evaluated, added up. */
  read: 14 * DAY,
  selectors: 20,
} as const;

/** What the rules record, and what our processes tell of themselves: budgets by name of the objective among it. */
const OWN_SERIES = /^leitstand[:_]/;
const ALERTS = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/** The metrics a selector names: before its braces, or by `__name__=`. */
function namesOf({ name, matchers }: ReadSelector): string[] {
  const told = matchers.filter(({ label, op }) => label === '__name__' && op === '=');
  return [name, ...told.map(({ value }) => value)].filter((one) => one !== '');
}

/**
 * Why a document may not select these series, or undefined: a selector without a metric name reads every series there is, and what
 * Leitstand and Prometheus record about objectives and alerts is also about those of other territories.
 */
export function selectorBeyond(
  selector: ReadSelector,
): { readonly code: string; readonly says: string } | undefined {
  const names = namesOf(selector);
  if (names.length === 0)
    return {
      code: 'promql-selector-without-metric',
      says: 'a selector needs a metric name, before its braces or as __name__="…": without one it reads every series there is',
    };
  const reserved = names.find((name) => OWN_SERIES.test(name) || ALERTS.has(name));
  return reserved === undefined
    ? undefined
    : {
        code: 'promql-reserved-series',
        says: `'${reserved}' is what Leitstand and Prometheus record about objectives and alerts, of every territory; measure the service itself`,
      };
}

/** The first bound that an expression exceeds. */
export function exceeded(
  { text, selectors, ranges }: ReadText,
  { reach, steps, read }: Term,
): PromqlFault | undefined {
  const beyond = (code: string, position: number, says: string): PromqlFault => ({
    code,
    position,
    message: `At ${place(text, position)}: ${says}.`,
  });
  for (const selector of selectors) {
    const fault = selectorBeyond(selector);
    if (fault !== undefined) return beyond(fault.code, selector.from, fault.says);
  }
  const oneTooMany = selectors[BOUNDS.selectors];
  if (oneTooMany !== undefined)
    return beyond(
      'promql-too-many-selectors',
      oneTooMany.from,
      `an expression has at most ${BOUNDS.selectors} selectors, this one has ${selectors.length}`,
    );
  const long = ranges.find(({ seconds }) => seconds > BOUNDS.range);
  if (long !== undefined)
    return beyond(
      'promql-range-too-long',
      long.from,
      `a range is at most ${formatDuration(BOUNDS.range)} long, this one is ${formatDuration(long.seconds)}`,
    );
  const at = ranges[0]?.from ?? 0;
  if (reach > BOUNDS.reach)
    return beyond(
      'promql-range-too-long',
      at,
      `an expression looks back at most ${formatDuration(BOUNDS.reach)}, ranges and offsets together; this one ${formatDuration(reach)}`,
    );
  if (steps > BOUNDS.steps)
    return beyond(
      'promql-too-many-steps',
      at,
      `an expression evaluates its selectors at most ${BOUNDS.steps} times, once for each step of a subquery; this one ${steps} times. Take a shorter range, or a coarser resolution`,
    );
  return read > BOUNDS.read
    ? beyond(
        'promql-too-many-samples',
        at,
        `the ranges of an expression read at most ${formatDuration(BOUNDS.read)} of samples, those within a subquery once for each of its steps; these read ${formatDuration(read)}`,
      )
    : undefined;
}
