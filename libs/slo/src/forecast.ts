import { burnRate } from './burn-rate.js';
import { budgetOf } from './budget.js';
import type { BudgetInput } from './budget.js';
import { totalOf } from './counts.js';
import type { Counts } from './counts.js';
import { toNumber } from './rational.js';
import { errorBudgetRatio } from './target.js';
import { nominalSeconds } from './window.js';

/** What happens now: the events of a stretch that ends now, and the seconds of it that were measured. */
export interface Pace {
  readonly counts: Counts;
  readonly seconds: number;
}

/**
 * Seconds until nothing of the budget is left if events go on as in `pace`; null at or below 1x (the budget then outlasts its
 * window) and without data; 0 when it is exhausted already.
 *
 * Counted in events, because the traffic of now is not the traffic of the window: what is left divided by what is lost a second.
 * With the traffic of the window this is the workbook's left x window / burn rate. For rolling windows old bad events also age
 * out meanwhile, which is ignored: the real date is the same or later, never earlier. Calendar windows use their true length, and
 * null is given when the period ends first: the budget is refilled before it runs out.
 */
export function secondsToExhaustion(input: BudgetInput, pace: Pace | null): number | null {
  const { leftEvents } = budgetOf(input);
  if (leftEvents === null) return null;
  if (leftEvents <= 0) return 0;
  if (!pace || pace.seconds <= 0 || !((burnRate(pace.counts, input.target) ?? 0) > 1)) return null;
  if (input.window.kind === 'rolling') return leftEvents / rollingLoss(input, pace);
  const seconds = calendarSeconds(input, leftEvents, pace);
  return seconds > input.bounds.totalSeconds - input.bounds.elapsedSeconds ? null : seconds;
}

/** The same as an instant. */
export function exhaustsAt(input: BudgetInput, pace: Pace | null, now: Date): Date | null {
  const seconds = secondsToExhaustion(input, pace);
  return seconds === null ? null : new Date(now.getTime() + seconds * 1_000);
}

/** Budget lost a second: bad events, less what the window allows for those that come in place of those that go out. */
function rollingLoss(input: BudgetInput, { counts, seconds }: Pace): number {
  const incoming = toNumber(totalOf(counts)) / seconds;
  const outgoing = toNumber(totalOf(input.counts)) / nominalSeconds(input.window);
  return counts.bad / seconds - allowedShare(input) * (incoming - outgoing);
}

/**
 * When bad events reach what the whole period allows, which is projected from what was measured of it and so grows or shrinks with
 * the traffic of now: the positive root of bad + b x = e (n + r x) (c + rest) / (c + x), with n events in c measured seconds, r
 * events and b bad ones a second, and the share e that may be bad.
 */
function calendarSeconds(
  input: BudgetInput,
  leftEvents: number,
  { counts, seconds }: Pace,
): number {
  const lost = counts.bad / seconds;
  const covered = coveredSeconds(input);
  if (covered <= 0 || input.expectedTotal !== undefined) return leftEvents / lost;
  const rest = Math.max(input.bounds.totalSeconds - input.bounds.elapsedSeconds, 0);
  const incoming = toNumber(totalOf(counts)) / seconds;
  const linear =
    lost * covered + input.counts.bad - allowedShare(input) * incoming * (covered + rest);
  const root = Math.sqrt(linear * linear + 4 * lost * leftEvents * covered);
  // Of the two forms of the root the one that subtracts nothing nearly equal.
  return linear > 0 ? (2 * leftEvents * covered) / (linear + root) : (root - linear) / (2 * lost);
}

function coveredSeconds({ coveredSeconds: covered, bounds }: BudgetInput): number {
  return Math.min(covered ?? bounds.elapsedSeconds, bounds.elapsedSeconds);
}

function allowedShare({ target }: BudgetInput): number {
  return toNumber(errorBudgetRatio(target));
}
