import type { ForecastVerdict } from '#contract';
import { BURN_WINDOWS, burnWindowSeconds } from './alert-tiers.js';
import type { BurnWindow } from './alert-tiers.js';
import { burnRate } from './burn-rate.js';
import type { BurnPair } from './burn-state.js';
import { totalOf } from './counts.js';
import type { Counts } from './counts.js';
import type { Pace } from './forecast.js';
import { toNumber } from './rational.js';
import { errorBudgetRatio } from './target.js';
import type { Target } from './target.js';

/** A window that a forecast looks at: those of the alerts, and the last minute, which tells first what begins and what ends. */
export type ForecastWindow = BurnWindow | '1m';

/** All of them, shortest first. */
export const FORECAST_WINDOWS: readonly ForecastWindow[] = ['1m', ...BURN_WINDOWS];

/** What was measured of each window that ends now; null where nobody measured. */
export type Paces = Partial<Record<ForecastWindow, Pace | null>>;

/** By what a budget's end is foretold, and whether it can be. */
export interface ForecastBasis {
  readonly verdict: ForecastVerdict;
  /** the longest window throughout which it went as it goes now */
  readonly window: ForecastWindow;
  /** burn rate of that window; null without traffic */
  readonly rate: number | null;
}

/** What a basis is chosen from. */
export interface ForecastInput {
  readonly paces: Paces;
  readonly target: Target;
  /** the objective's floor of bad events, below which nothing is promised */
  readonly minBadEvents: number;
  /** an alert pages that these windows do not know of yet: Prometheus is ahead of the ledger */
  readonly pagedAhead: boolean;
}

/** Nothing measured within it: nobody knows what happens now. */
const NOW: ForecastWindow = '5m';
/** A longer one is asked only where this one has too few bad events to tell. */
const LONG_ENOUGH: ForecastWindow = '1h';
/** Paces that differ by less are taken for one: the date of a forecast is right to this factor. */
const SAME_PACE = 1.5;
/** Likelihood ratio (chi squared, 1 degree) from which on two paces are two: four standard deviations, a chance of 1 in 16,000. */
const SURELY_TWO = 16;
/** From which on a date is not promised over it, though the window stays: three, as much as five bad events that stay away. */
const LIKELY_TWO = 9;
/** Standard deviations that bad events must be above those that are allowed. */
const SURELY_ABOVE = 2;

/**
 * Chooses the window by which it is foretold when a budget runs out: the longest of at most an hour within which no later part
 * differs surely from the part before it, so that neither the quiet before a fault nor a fault that is over is mixed into the pace of
 * now. (Adaptive windowing: Bifet and Gavaldà, Learning from Time-Changing Data with Adaptive Windowing, 2007.) An hour with too few
 * bad events to tell is made longer by the same rule.
 *
 * A date is promised (`runs-out`) only where that window has enough bad events to be surely above 1x, and where it does not hang on
 * one minute in which a fault began: that minute may be a part of one.
 */
export function forecastBasis(input: ForecastInput): ForecastBasis {
  const { paces, target } = input;
  if (secondsOf(paces, NOW) === 0) return { verdict: 'unknown', window: NOW, rate: null };
  const { window, change } = steadyWindow(input);
  const rate = rateOf(paces[window], target);
  return { verdict: verdictOf(input, window, change), window, rate };
}

type Change = 'rose' | 'fell' | null;

function verdictOf(input: ForecastInput, window: ForecastWindow, change: Change): ForecastVerdict {
  const { paces, target, pagedAhead } = input;
  const over = (rateOf(paces[window], target) ?? 0) > 1;
  const doubt = changeWithin(paces, window, LIKELY_TWO) ?? doubtOfMinute(input, window, change);
  if (over && isSure(input, window)) {
    if (doubt !== null) return doubt === 'fell' ? 'falling' : 'begins';
    return pagedAhead && change === null ? 'begins' : 'runs-out';
  }
  if (change === 'fell') return over || remembersMore(input, window) ? 'falling' : 'lasts';
  if (pagedAhead || (over && change === 'rose')) return 'begins';
  return over ? 'unclear' : 'lasts';
}

/** One minute alone may be a part of one: that in which a fault began, unless the one before had it already, or ended. */
function doubtOfMinute(input: ForecastInput, window: ForecastWindow, change: Change): Change {
  return window === '1m' && !(change === 'rose' && hasBegunBefore(input)) ? change : null;
}

/** The longest window that goes at one pace, and how that pace differs from what was before it; null where the longest was reached. */
function steadyWindow(input: ForecastInput): { window: ForecastWindow; change: Change } {
  const { paces } = input;
  let window: ForecastWindow = FORECAST_WINDOWS[0] ?? NOW;
  for (const longer of FORECAST_WINDOWS.filter((one) => secondsOf(paces, one) > 0)) {
    if (windowSeconds(longer) > windowSeconds(LONG_ENOUGH) && isDecided(input, window)) break;
    const change = changeWithin(paces, longer, SURELY_TWO);
    if (change !== null) return { window, change };
    window = longer;
  }
  return { window, change: null };
}

/** How the newest part of a window surely differs from the rest of it, wherever the two are told apart; null when it does not. */
function changeWithin(paces: Paces, window: ForecastWindow, proof: number): Change {
  for (const newer of FORECAST_WINDOWS) {
    if (windowSeconds(newer) >= windowSeconds(window)) return null;
    const change = changeBetween(paces[newer] ?? null, restOf(paces, newer, window), proof);
    if (change !== null) return change;
  }
  return null;
}

/** Whether bad events a second rose or fell from the older to the newer stretch: by a likelihood ratio of `proof`, and by more than is taken for one pace. */
function changeBetween(newer: Pace | null, older: Pace | null, proof: number): Change {
  if (!newer || !older || newer.seconds <= 0 || older.seconds <= 0) return null;
  const mean = (newer.counts.bad + older.counts.bad) / (newer.seconds + older.seconds);
  if (mean === 0) return null;
  const ratio = newer.counts.bad / newer.seconds / (older.counts.bad / older.seconds);
  if (ratio < SAME_PACE && ratio > 1 / SAME_PACE) return null;
  const surprise = [newer, older].reduce(
    (sum, { counts: { bad }, seconds }) =>
      sum + (bad > 0 ? 2 * bad * Math.log(bad / (mean * seconds)) : 0),
    0,
  );
  if (surprise < proof) return null;
  return ratio > 1 ? 'rose' : 'fell';
}

/** Whether the fault that the last minute tells of is to be seen in the minute before, too: then the last one is all of it. */
function hasBegunBefore({ paces, minBadEvents }: ForecastInput): boolean {
  const before = restOf(paces, '1m', '2m');
  const earlier = restOf(paces, '2m', '1h');
  return (
    before !== null &&
    before.counts.bad >= Math.max(minBadEvents, 1) &&
    changeBetween(before, earlier, SURELY_TWO) === 'rose'
  );
}

/** Whether some longer window up to the hour is above 1x, though this one is not: it remembers what is over. */
function remembersMore({ paces, target }: ForecastInput, window: ForecastWindow): boolean {
  return FORECAST_WINDOWS.some(
    (longer) =>
      windowSeconds(longer) > windowSeconds(window) &&
      windowSeconds(longer) <= windowSeconds(LONG_ENOUGH) &&
      (rateOf(paces[longer], target) ?? 0) > 1,
  );
}

/** Whether a window tells for itself: surely above 1x, or not above it. */
function isDecided(input: ForecastInput, window: ForecastWindow): boolean {
  const rate = rateOf(input.paces[window], input.target);
  return rate === null || rate <= 1 || isSure(input, window);
}

/** Whether a window has so many bad events that it is no chance that they are more than allowed. */
function isSure({ paces, target, minBadEvents }: ForecastInput, window: ForecastWindow): boolean {
  const counts = paces[window]?.counts;
  if (!counts) return false;
  const allowed = toNumber(totalOf(counts)) * toNumber(errorBudgetRatio(target));
  return counts.bad >= Math.max(minBadEvents, 1, allowed + SURELY_ABOVE * Math.sqrt(allowed));
}

/**
 * The pace of one pair of windows: the short one's while it is over its factor, the long one's while both go at one pace above 1x. Null
 * where they contradict each other: what the long one remembers is over, or it has seen little yet of what begins.
 */
export function pairPace({ tier, state, shortRate }: BurnPair, paces: Paces): Pace | null {
  const short = paces[tier.short] ?? null;
  if (state === 'burning' || state === 'rising') return short;
  if ((shortRate ?? 0) <= 1) return null;
  const change = changeBetween(short, restOf(paces, tier.short, tier.long), LIKELY_TWO);
  return change === null ? (paces[tier.long] ?? null) : null;
}

function restOf(paces: Paces, newer: ForecastWindow, whole: ForecastWindow): Pace | null {
  const [all, part] = [paces[whole], paces[newer]];
  if (!all) return null;
  const counts: Counts = {
    good: Math.max(all.counts.good - (part?.counts.good ?? 0), 0),
    bad: Math.max(all.counts.bad - (part?.counts.bad ?? 0), 0),
  };
  return { counts, seconds: all.seconds - (part?.seconds ?? 0) };
}

function rateOf(pace: Pace | null | undefined, target: Target): number | null {
  return pace ? burnRate(pace.counts, target) : null;
}

function secondsOf(paces: Paces, window: ForecastWindow): number {
  return paces[window]?.seconds ?? 0;
}

/** Seconds of a window of a forecast. */
export function windowSeconds(window: ForecastWindow): number {
  return window === '1m' ? 60 : burnWindowSeconds(window);
}
