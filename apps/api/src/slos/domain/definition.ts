import { floorTo } from './ledger-plan.js';
import { MINUTE_MS } from './minutes.js';

/** A stretch throughout which an SLO was counted by another definition of its indicator than the present one. */
export interface EarlierSpan {
  /** null = from the first minute on */
  readonly from: Date | null;
  /** null = until now: the rules of the present definition are not loaded */
  readonly until: Date | null;
}

/** Counts of a stretch of the ledger. */
interface Counted {
  readonly good: number;
  readonly bad: number;
  readonly coveredSeconds: number;
}

/** What of a window was counted by earlier definitions. Shares are 0..1. */
export interface DefinitionReading {
  /** since when the present one counts; null = it does not yet */
  readonly since: string | null;
  /** share of the measured time */
  readonly earlierTimeShare: number;
  /** share of the events; null without any */
  readonly earlierEventShare: number | null;
}

/** Whole minutes in which another definition counted, also where it did for a part of one only; unix milliseconds. */
function wholeMinutes({ from, until }: EarlierSpan): { from: number; to: number } {
  return {
    from: from ? floorTo(from.getTime(), MINUTE_MS) : -Infinity,
    to: until ? -floorTo(-until.getTime(), MINUTE_MS) : Infinity,
  };
}

/** The parts of [from, to), unix milliseconds, that earlier definitions counted, in order and each once. */
export function earlierStretches(
  spans: readonly EarlierSpan[],
  from: number,
  to: number,
): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (const span of spans.map(wholeMinutes).toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    const one = {
      from: Math.max(span.from, from, last?.to ?? -Infinity),
      to: Math.min(span.to, to),
    };
    if (one.from < one.to) stretches.push(one);
  }
  return stretches;
}

/**
 * Tells of a window that earlier definitions counted a part of.
 * @param earlier what they counted within it
 * @returns null when that is nothing
 */
export function definitionReading(
  spans: readonly EarlierSpan[],
  earlier: Counted,
  window: Counted,
): DefinitionReading | null {
  if (earlier.coveredSeconds === 0) return null;
  const ends = spans.map((span) => wholeMinutes(span).to);
  const since = Math.max(...ends);
  const share = (part: number, whole: number) => (whole > 0 ? Math.min(part / whole, 1) : null);
  return {
    since: Number.isFinite(since) ? new Date(since).toISOString() : null,
    earlierTimeShare: share(earlier.coveredSeconds, window.coveredSeconds) ?? 1,
    earlierEventShare: share(earlier.good + earlier.bad, window.good + window.bad),
  };
}
