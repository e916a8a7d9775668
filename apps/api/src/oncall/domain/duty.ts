import { shiftsBetween, type Plan, type StandIn } from './shifts.js';
import { DAY_MS } from './wall-clock.js';

/** How far ahead it is looked who follows. */
export const HORIZON_MS = 31 * DAY_MS;

/** Who is on call at an instant, and what comes then. */
export interface Duty {
  /** null = nobody */
  readonly userId: string | null;
  /** when that ends; null = not within 31 days */
  readonly until: Date | null;
  /** who is on call then; null = nobody, or nothing ends */
  readonly nextId: string | null;
  /** name of the layer; null = an override, or nobody */
  readonly layer: string | null;
  /** null = a layer, or nobody */
  readonly overrideId: string | null;
}

const NOBODY = { userId: null, layer: null, overrideId: null };

/** Who is on call at an instant. One person who follows themselves goes on, except that standing in ends when it was to. */
export function dutyAt(schedule: Plan, overrides: readonly StandIn[], at: Date): Duty {
  const to = new Date(at.getTime() + HORIZON_MS);
  const shifts = shiftsBetween(schedule, overrides, at, to);
  const [first] = shifts;
  if (!first || first.start > at)
    return { ...NOBODY, until: first?.start ?? null, nextId: first?.userId ?? null };
  const { userId, layer, overrideId } = first;
  let end = first.end;
  let next = shifts[1];
  const goesOn = (shift: (typeof shifts)[number]) =>
    shift.userId === userId &&
    shift.start.getTime() === end.getTime() &&
    (overrideId === null || shift.overrideId === overrideId);
  for (let i = 1; next && goesOn(next);) {
    end = next.end;
    next = shifts[++i];
  }
  const follows = next?.start.getTime() === end.getTime();
  return {
    userId,
    layer,
    overrideId,
    until: end < to ? end : null,
    nextId: follows && next ? next.userId : null,
  };
}
