import { LOOK_BACK_SECONDS } from '#slo';
import { MINUTE_MS } from './minutes.js';

const LOOK_BACK_MS = LOOK_BACK_SECONDS * 1000;

/** Minutes in a row of which nothing was recorded: from (inclusive) to (exclusive), unix milliseconds. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Where one has to begin to look, so that a gap that began before a window is seen as long as it is. */
export function gapsFrom(windowStart: number): number {
  return windowStart - LOOK_BACK_MS - MINUTE_MS;
}

/**
 * The gaps after which no counter's value of before is looked for any more: what happened in them is in no number. After a shorter one the
 * growth since counts with the first minute that is measured again.
 * @param gaps in order, also from before the window @param windowStart unix milliseconds; what lies before it is cut off
 */
export function lostGaps(gaps: readonly Gap[], windowStart: number): Gap[] {
  return gaps
    .filter(({ from, to }) => to - from > LOOK_BACK_MS && to > windowStart)
    .map(({ from, to }) => ({ from: Math.max(from, windowStart), to }));
}
