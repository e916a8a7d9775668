import { SCHEDULE_LIMITS } from '#contract';
import { invalid, type DomainError } from '../../platform/kernel/domain-error.js';
import {
  gapsBetween,
  shiftsBetween,
  type Gap,
  type Plan,
  type Shift,
  type StandIn,
} from './shifts.js';
import { DAY_MS } from './wall-clock.js';

const MOST_SHIFTS = 10_000;

/** Who is on call in some time, and when nobody is. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
  readonly shifts: readonly Shift[];
  readonly gaps: readonly Gap[];
}

const refused = (code: string, message: string): DomainError =>
  invalid([{ path: 'to', code, message }]);

/** @throws DomainError `validation-failed` for a time that is empty, or longer than anybody is told about at once */
export function assertWindow(from: Date, to: Date): void {
  if (to <= from) throw refused('not-after-from', 'must be after from.');
  if (to.getTime() - from.getTime() > SCHEDULE_LIMITS.windowDays * DAY_MS)
    throw refused('too-long', `must be at most ${SCHEDULE_LIMITS.windowDays} days after from.`);
}

/** @throws DomainError `validation-failed` for a time that holds too many shifts */
export function windowOf(plan: Plan, overrides: readonly StandIn[], from: Date, to: Date): Window {
  const shifts = shiftsBetween(plan, overrides, from, to);
  if (shifts.length > MOST_SHIFTS)
    throw refused('too-many', `gives ${shifts.length} shifts; ask for less time at once.`);
  return { from, to, shifts, gaps: gapsBetween(shifts, from, to) };
}
