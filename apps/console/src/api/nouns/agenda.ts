import { dateFormat } from '../../util/format/intl.js';
import { instantAt, wallOf } from '../../util/format/wall.js';
import type { Shifts } from '../contract.js';

type Shift = Shifts['shifts'][number];

/** A time in which one person is on call, or, without a shift, nobody. */
export interface Turn {
  /** RFC 3339 */
  readonly start: string;
  readonly end: string;
  readonly shift: Shift | null;
  /** It began before, or ends after, what was asked for. */
  readonly cut: { readonly start: boolean; readonly end: boolean };
}

/** The turns of one day: those that begin on it, and on the first day what goes on. */
export interface AgendaDay {
  /** `2026-03-01` in the zone of the schedule */
  readonly day: string;
  readonly turns: readonly Turn[];
}

/** Shifts and gaps in one row, without those that are over. */
export function turnsOf({ from, to, shifts, gaps }: Shifts, now: Date): Turn[] {
  const turn = (start: string, end: string, shift: Shift | null): Turn => ({
    start,
    end,
    shift,
    cut: { start: start === from, end: end === to },
  });
  return [
    ...shifts.map((shift) => turn(shift.start, shift.end, shift)),
    ...gaps.map(({ start, end }) => turn(start, end, null)),
  ]
    .filter(({ end }) => Date.parse(end) > now.getTime())
    .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

/** The turn that goes on; null = what was asked for does not hold the instant. */
export function turnAt(turns: readonly Turn[], now: Date): Turn | null {
  const at = now.getTime();
  return turns.find(({ start, end }) => Date.parse(start) <= at && at < Date.parse(end)) ?? null;
}

/** Turns by the day on which they begin in a zone; what began before stands on the day of `now`. */
export function byDay(turns: readonly Turn[], zone: string, now: Date): AgendaDay[] {
  // The form of dates that Canada has is that of ISO 8601.
  const days = dateFormat('en-CA', { timeZone: zone });
  const dayOf = ({ start }: Turn) => days.format(Math.max(Date.parse(start), now.getTime()));
  return [...Map.groupBy(turns, dayOf)].map(([day, on]) => ({ day, turns: on }));
}

/** A week of the calendar, from its Monday, with all turns that reach into it. */
export interface AgendaWeek {
  readonly start: Date;
  readonly end: Date;
  readonly turns: readonly Turn[];
}

const DAY_MS = 86_400_000;
/** Mondays are at home at noon of UTC: no zone makes another day of that. */
const MIDDAY = 'T12:00:00Z';

/** As many weeks of the calendar of a zone, from that of `from` on. */
export function byWeek(
  turns: readonly Turn[],
  zone: string,
  from: Date,
  count: number,
): AgendaWeek[] {
  const today = new Date(`${wallOf(from, zone).slice(0, 10)}${MIDDAY}`);
  const monday = today.getTime() - ((today.getUTCDay() + 6) % 7) * DAY_MS;
  const midnight = (week: number): Date => {
    const day = new Date(monday + week * 7 * DAY_MS).toISOString().slice(0, 10);
    return instantAt(`${day}T00:00`, zone) ?? from;
  };
  return Array.from({ length: count }, (_, week) => {
    const [start, end] = [midnight(week), midnight(week + 1)];
    const within = turns.filter(
      (turn) => Date.parse(turn.start) < end.getTime() && Date.parse(turn.end) > start.getTime(),
    );
    return { start, end, turns: within };
  });
}
