import type { BurnDown } from '../contract-slo.js';

/** A fault that was over for this long is another fault. */
const CALM_SECONDS = 3_600;

/** A stretch of bad events as the ledger has it. */
export interface Fault {
  /** from the beginning of its first step on */
  readonly from: string;
  /** whether it may have begun before the first step that was asked for */
  readonly older: boolean;
  /** end of its last step; null while it goes on */
  readonly until: string | null;
}

/**
 * The newest fault among `points`: the steps that burnt faster than the target allows, with no calm hour between them; null when there is
 * none. Exact to a step. What was not measured is neither fault nor calm.
 * @param allowedShare share of events that may be bad, 0..1
 */
export function newestFault(
  { from, points, stepSeconds }: BurnDown,
  allowedShare: number,
): Fault | null {
  const measured = points.filter(({ covered }) => covered > 0);
  const burnt = measured.filter(({ good, bad }) => bad > (good + bad) * allowedShare);
  const last = burnt.at(-1);
  if (last === undefined) return null;
  const calm = Math.max(1, CALM_SECONDS / stepSeconds);
  let quiet = 0;
  let first = last;
  for (const point of measured.slice(0, measured.indexOf(last)).reverse()) {
    quiet = burnt.includes(point) ? 0 : quiet + 1;
    if (quiet >= calm) break;
    if (quiet === 0) first = point;
  }
  return {
    from: points[points.indexOf(first) - 1]?.at ?? from,
    older: first === points[0],
    until: last === measured.at(-1) ? null : last.at,
  };
}
