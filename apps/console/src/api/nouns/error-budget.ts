import type { Objective, SloRow } from '../contract-slo.js';
import { calendarBounds } from './calendar-bounds.js';
import { durationParts } from './objective.js';

/** 100 − target, exactly: '99.9' → '0.1', '99.95' → '0.05'. */
export function errorBudgetPercent(target: string): string {
  const places = target.split('.')[1]?.length ?? 0;
  const scale = 10n ** BigInt(places);
  const rest = 100n * scale - BigInt(target.replace('.', ''));
  const whole = (rest / scale).toString();
  return places === 0
    ? whole
    : `${whole}.${(rest % scale).toString().padStart(places, '0')}`.replace(/\.?0+$/, '');
}

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;

/** Length of the window that holds `at`, in seconds; calendar windows as long as they are, change of clocks included. */
export function windowSeconds(window: Objective['window'], at: Date): number {
  if (window.kind === 'rolling')
    return durationParts(window.duration).reduce(
      (sum, [amount, unit]) => sum + amount * SECONDS[unit],
      0,
    );
  const { start, end } = calendarBounds(at, window.period, window.timeZone);
  return (end.getTime() - start.getTime()) / 1000;
}

/**
 * A budget as time (SRE workbook, "allowed downtime"): the seconds in which everything may fail at even traffic, and what is
 * left of them; negative once overspent, null while nothing is known.
 */
export function budgetSeconds(
  { target, window }: Objective,
  leftShare: number | null,
  at: Date,
): { allowed: number; left: number | null } {
  const allowed = (Number(errorBudgetPercent(target)) / 100) * windowSeconds(window, at);
  return { allowed, left: leftShare === null ? null : allowed * leftShare };
}

/** Less of a rolling window than this measured, and its budget is not the time that a full window allows. */
const COVERED = 0.9;

/**
 * What an SLO has left of its budget as time, of that allowed; in seconds, negative once overspent. Null while nothing is known, and as
 * long as a rolling window is not covered: the events of six minutes are lost in a second of total outage, not in the hours of a month.
 * A calendar window's budget is extrapolated to its end, and is that of the whole window from the beginning.
 */
export function budgetTime({
  objective,
  reading,
}: Pick<SloRow, 'objective' | 'reading'>): { allowed: number; left: number } | null {
  if (!reading) return null;
  if (objective.window.kind === 'rolling' && reading.coverage < COVERED) return null;
  const { allowed, left } = budgetSeconds(
    objective,
    reading.budget.leftShare,
    new Date(reading.asOf ?? 0),
  );
  return left === null ? null : { allowed, left };
}
