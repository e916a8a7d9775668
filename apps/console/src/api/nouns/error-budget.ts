import type { Objective } from '../contract-slo.js';
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
