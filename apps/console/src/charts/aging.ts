import type { BurnDown } from '../api/contract-slo.js';
import { seconds } from './burn-down-model.js';

/** What leaves a rolling window within some time: bad events, and the share of the budget that comes back with them. */
export interface Aging {
  bad: number;
  share: number;
}

/**
 * The bad events that age out of a rolling window within the next `ahead` seconds if nothing new goes wrong: those of the
 * window's first `ahead` seconds. Null for calendar windows, for a part of a window, and when nothing is allowed.
 */
export function agingOut(
  { kind, points, from, stepSeconds, asOf }: BurnDown,
  windowSeconds: number,
  allowedBad: number,
  ahead: number,
): Aging | null {
  const start = seconds(asOf) - windowSeconds;
  if (
    kind !== 'rolling' ||
    allowedBad <= 0 ||
    ahead > windowSeconds ||
    seconds(from) > start + stepSeconds
  )
    return null;
  // A point counts the step that ends at it; one that began before the window has left it in part already.
  const bad = points
    .filter(({ at }) => seconds(at) > start && seconds(at) <= start + ahead)
    .reduce((sum, point) => sum + point.bad, 0);
  return { bad, share: bad / allowedBad };
}
