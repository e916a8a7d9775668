import { burnWindowSeconds, tiersFor } from './alert-tiers.js';
import type { AppliedTier } from './alert-tiers.js';
import { toNumber } from './rational.js';
import { errorBudgetRatio } from './target.js';
import type { Target } from './target.js';
import { nominalSeconds } from './window.js';
import type { Window } from './window.js';

/** How the compiled rules see time; the defaults are those of the compiler. */
export interface DetectionOptions {
  /** Counts lag by this many seconds. */
  ingestionOffsetSeconds?: number;
  /** Where on the grid of five minute tiles the fault begins, 0 up to 300 seconds. Matters for windows of 2h and more only. */
  startsAt?: number;
  /** Traffic; with it the floor of bad events is taken into account. */
  eventsPerSecond?: number;
  minBadEvents?: number;
}

/** What a constant fault leads to. */
export interface Detection {
  errorRatio: number;
  burnRate: number;
  /** Seconds from the start of the fault to the first page; null when it is never paged. */
  seconds: number | null;
  /** The alert that pages first. */
  alert: string | null;
  /** Share of the budget burnt by then; null when it is never paged. */
  budgetShare: number | null;
}

const TICK = 30;
const TILE = 300;
/** Windows of two hours and more are summed from five minute tiles. */
const TILED_FROM = 7_200;

/** Seconds of fault that a window sums up at an evaluation `at` seconds after the fault began. */
function visible(window: number, at: number, offset: number, startsAt: number): number {
  const tiled = Math.floor((at + startsAt) / TILE) * TILE - startsAt - TICK;
  const newest = window < TILED_FROM ? at : tiled;
  return Math.min(Math.max(newest - offset, 0), window);
}

function firesAt(tier: AppliedTier, errorRatio: number, budget: number, at: number, options: Required<DetectionOptions>): boolean {
  const [long, short] = [burnWindowSeconds(tier.long), burnWindowSeconds(tier.short)];
  const inLong = visible(long, at, options.ingestionOffsetSeconds, options.startsAt);
  const inShort = visible(short, at, options.ingestionOffsetSeconds, options.startsAt);
  const over = (seen: number, window: number): boolean => (errorRatio * seen) / window / budget > tier.factor;
  return over(inLong, long) && over(inShort, short) && errorRatio * inLong * options.eventsPerSecond >= options.minBadEvents;
}

/** First evaluation at which the tier fires; null when it still does not once the fault fills its long window. */
function firstFiring(tier: AppliedTier, errorRatio: number, budget: number, options: Required<DetectionOptions>): number | null {
  const last = burnWindowSeconds(tier.long) + options.ingestionOffsetSeconds + TILE + TICK;
  const first = TICK - (options.startsAt % TICK);
  for (let at = first; at <= last + TICK; at += TICK) {
    if (firesAt(tier, errorRatio, budget, at, options)) return at;
  }
  return null;
}

const UNLIMITED_TRAFFIC = Number.MAX_VALUE;

/**
 * Time to the first page, and the budget burnt by then, for a fault with a constant share of bad events (0..1) that begins in a
 * healthy state under steady traffic. Replays the compiled page rules evaluation by evaluation; equals what Prometheus does on
 * them (alerts/tests/detection.test.yaml), to which a live system adds up to one scrape and one evaluation interval.
 */
export function detectionEnvelope(target: Target, window: Window, errorRatio: number, options: DetectionOptions = {}): Detection {
  const all = { ingestionOffsetSeconds: TICK, startsAt: 0, eventsPerSecond: UNLIMITED_TRAFFIC, minBadEvents: 0, ...options };
  const budget = toNumber(errorBudgetRatio(target));
  const pages = tiersFor(window).filter((tier) => tier.severity === 'page');
  const detection: Detection = { errorRatio, burnRate: errorRatio / budget, seconds: null, alert: null, budgetShare: null };
  for (const tier of pages) {
    const seconds = firstFiring(tier, errorRatio, budget, all);
    if (seconds !== null && (detection.seconds === null || seconds < detection.seconds)) {
      Object.assign(detection, { seconds, alert: tier.alert, budgetShare: (detection.burnRate * seconds) / nominalSeconds(window) });
    }
  }
  return detection;
}

/** The envelope over a logarithmic axis of error ratios, from the slowest fault that spends the budget at all up to a total outage. */
export function detectionCurve(target: Target, window: Window, points = 40, options: DetectionOptions = {}): Detection[] {
  const lowest = toNumber(errorBudgetRatio(target));
  return Array.from({ length: points }, (_, i) => detectionEnvelope(target, window, lowest ** (1 - i / (points - 1)), options));
}
