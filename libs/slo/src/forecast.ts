import { toNumber } from './rational.js';
import { leftShare, spentShare } from './budget.js';
import type { BudgetInput } from './budget.js';
import { nominalSeconds } from './window.js';

/**
 * Seconds until nothing of the budget is left if `burnRate` lasts; null at or below 1x (the budget then outlasts its window) and
 * without data; 0 when it is exhausted already.
 *
 * A burn rate of b spends the whole budget in window / b, so what is left lasts left x window / b. For rolling windows this
 * ignores that old bad events age out meanwhile: the real date is the same or later, never earlier. Calendar windows use their
 * true length, and null is given when the period ends first: the budget is refilled before it runs out.
 */
export function secondsToExhaustion(input: BudgetInput, burnRate: number | null): number | null {
  const spent = spentShare(input);
  if (spent === null) return null;
  const left = toNumber(leftShare(spent));
  if (left <= 0) return 0;
  if (burnRate === null || burnRate <= 1) return null;
  const calendar = input.window.kind === 'calendar';
  const length = calendar ? input.bounds.totalSeconds : nominalSeconds(input.window);
  const seconds = (left * length) / burnRate;
  return calendar && seconds > input.bounds.totalSeconds - input.bounds.elapsedSeconds
    ? null
    : seconds;
}

/** The same as an instant. */
export function exhaustsAt(input: BudgetInput, burnRate: number | null, now: Date): Date | null {
  const seconds = secondsToExhaustion(input, burnRate);
  return seconds === null ? null : new Date(now.getTime() + seconds * 1_000);
}
