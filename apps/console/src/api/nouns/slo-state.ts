import type { ForecastVerdict } from '#contract';
import type { BudgetState, BurnState } from '#contract';
import type { Reading } from '../contract-slo.js';

/** Below this share left a budget is at risk. Not imported from the library, whose parsers would come along; a spec holds them equal. */
export const AT_RISK_SHARE = 0.25;

/** Readings older than this are called old: five missed minutes. */
export const OLD_AFTER_MS = 5 * 60_000;

interface Read {
  reading: Reading | null;
}

/** The state of the budget; without a reading there is no data, never "met". */
export function budgetState({ reading }: Read): BudgetState {
  return reading?.budget.state ?? 'no-data';
}

export function burnState({ reading }: Read): BurnState {
  return reading?.burn.state ?? 'unknown';
}

/** When a budget that is not gone yet will be, at the present burn; null when it lasts, is gone already or is not known. */
export function runsOutAt(reading: Reading | null): string | null {
  return reading === null || reading.budget.state === 'exhausted' ? null : reading.exhaustsAt;
}

/** Why no date is given for a budget that is not gone yet: that it lasts, or why it cannot be told. */
export function noDateBy({ burn }: Reading): Exclude<ForecastVerdict, 'runs-out'> {
  const { verdict } = burn.forecast;
  return verdict === undefined || verdict === 'runs-out' ? 'lasts' : verdict;
}

/** Whether a reading stopped being renewed. */
export function isOld(reading: Reading | null, now: Date): boolean {
  return reading !== null && now.getTime() - Date.parse(reading.asOf) > OLD_AFTER_MS;
}

/** Whether nothing is counted yet of what its alerts fire about: the figures are those of before. */
export function isBehind(reading: Reading | null): boolean {
  const since = firingSince(reading);
  return reading !== null && since !== null && Date.parse(reading.asOf) <= Date.parse(since);
}

/** Since when it burns without a pause, by the alerts about the burn; null when none fires. Readings of an earlier version tell only of those that fire now. */
export function firingSince(reading: Reading | null): string | null {
  if (reading?.burn.firingSince !== undefined) return reading.burn.firingSince;
  const since = (reading?.alerts ?? [])
    .filter(({ name, state }) => state === 'firing' && name.startsWith('LeitstandBudgetBurn'))
    .map((alert) => alert.since);
  return since.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}
