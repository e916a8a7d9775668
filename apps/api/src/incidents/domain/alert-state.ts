import { CLOCK_TOLERANCE_MS } from '../../platform/kernel/clocks.js';

/**
 * What is known of one alert: the greatest start at which it was seen firing, and the greatest end at which it was seen resolved. Maxima,
 * so that any order and number of deliveries leave the same behind (ADR 0036).
 */
export interface AlertState {
  readonly firingFrom: Date | null;
  readonly closedUntil: Date | null;
  /** the greatest end that was told while it was open and that nothing has borne out (ADR 0039) */
  readonly endTold: Date | null;
}

/** One alert in one delivery. */
export interface Sighting {
  readonly status: 'firing' | 'resolved';
  readonly startsAt: Date;
  /** of a resolved one */
  readonly endsAt: Date;
}

export const UNSEEN: AlertState = { firingFrom: null, closedUntil: null, endTold: null };

/** Whether it fires, as far as is known. */
export function isOpen({
  firingFrom,
  closedUntil,
}: Pick<AlertState, 'firingFrom' | 'closedUntil'>): boolean {
  return firingFrom !== null && (closedUntil === null || firingFrom > closedUntil);
}

/** Whether it counts as firing although its end was told. */
export function isEnded(state: AlertState): boolean {
  const { firingFrom, endTold } = state;
  return isOpen(state) && firingFrom !== null && endTold !== null && endTold >= firingFrom;
}

/**
 * What is known after a delivery.
 * @param holds whether ends are noted only, until something bears them out. What is not open is over anyway
 */
export function seen(state: AlertState, sighting: Sighting, holds: boolean): AlertState {
  const { firingFrom, closedUntil, endTold } = state;
  const { status, startsAt, endsAt } = sighting;
  if (status === 'firing') return { ...state, firingFrom: latest(firingFrom, startsAt) };
  if (holds && isOpen(state)) return { ...state, endTold: latest(endTold, endsAt) };
  return { firingFrom, closedUntil: latest(closedUntil, endsAt), endTold };
}

/**
 * What a sighting brings: `opened` and `closed` as they say; `moved`: another occurrence of an alert that is open; `missed`: an occurrence
 * that began and ended before anybody heard of it; `ended`: it is called over, and not believed yet; `none`: known already.
 */
export type Passage = 'opened' | 'closed' | 'moved' | 'missed' | 'ended' | 'none';

/** What a sighting brings to an alert of this state. @param holds as of `seen` */
export function passageOf(before: AlertState, sighting: Sighting, holds: boolean): Passage {
  const after = seen(before, sighting, holds);
  if (isOpen(before)) {
    if (!isOpen(after)) return 'closed';
    if (isEnded(after) && !isEnded(before)) return 'ended';
    return isLater(after.firingFrom, before.firingFrom) ? 'moved' : 'none';
  }
  if (isOpen(after)) return 'opened';
  const { status, startsAt } = sighting;
  const isNews = isLater(startsAt, before.firingFrom) && isLater(startsAt, before.closedUntil);
  return status === 'resolved' && isNews ? 'missed' : 'none';
}

/**
 * Times as they may be kept: never further ahead of `received` than clocks may differ, since an end in the year 2099 would keep an alert
 * from ever opening again; and no end before its start.
 */
export function plausible({ status, startsAt, endsAt }: Sighting, received: Date): Sighting {
  const bound = new Date(received.getTime() + CLOCK_TOLERANCE_MS);
  const start = earliest(startsAt, bound);
  return { status, startsAt: start, endsAt: latest(start, earliest(endsAt, bound)) };
}

function isLater(a: Date | null, b: Date | null): boolean {
  return a !== null && (b === null || a > b);
}

function latest(a: Date | null, b: Date): Date {
  return a !== null && a > b ? a : b;
}

function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
