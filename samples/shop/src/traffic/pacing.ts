/** Longest pause that is made up for: what was due before it is dropped, so that a pause is never followed by a flood. */
export const MAX_CATCH_UP_MS = 250;

/** Where a pacer stands: when it was last asked (milliseconds), and the part of a request not yet due. */
export interface Pace {
  at: number;
  carry: number;
}

/**
 * How many requests are due at `now` for an open-loop rate: independent of how fast earlier ones were answered.
 * @param ratePerSecond wanted requests per second
 * @returns the whole requests to send now, and where the pacer stands afterwards
 */
export function requestsDue(
  pace: Pace,
  now: number,
  ratePerSecond: number,
): { due: number; pace: Pace } {
  const elapsed = Math.min(MAX_CATCH_UP_MS, Math.max(0, now - pace.at));
  const wanted = pace.carry + (elapsed * ratePerSecond) / 1000;
  const due = Math.floor(wanted + 1e-9);
  return { due, pace: { at: now, carry: Math.max(0, wanted - due) } };
}
