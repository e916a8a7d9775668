import { BURN_STATES, type BurnState, type Severity } from '#contract';
import { burnWindowSeconds, tiersFor } from './alert-tiers.js';
import type { AppliedTier, BurnWindow } from './alert-tiers.js';
import { burnRate } from './burn-rate.js';
import type { Counts } from './counts.js';
import type { Target } from './target.js';
import type { Window } from './window.js';

/** Counts per burn window; a window that is missing or null has no data. */
export type WindowCounts = Partial<Record<BurnWindow, Counts | null>>;

/** One pair of windows, judged. */
export interface BurnPair {
  tier: AppliedTier;
  shortRate: number | null;
  longRate: number | null;
  state: BurnState;
  /** True when only the floor of bad events keeps the pair from burning. */
  belowFloor: boolean;
}

interface Judged {
  longOver: boolean;
  shortOver: boolean;
  longBad: number;
  shortBad: number;
}

/**
 * L and S over: burning; L only: recovering; S only: rising, unless it is over by now. The floor keeps a handful of bad events in quiet
 * hours from counting.
 */
function stateOf({ longOver, shortOver, longBad, shortBad }: Judged, floor: number): BurnState {
  if (longOver && longBad >= floor) return shortOver ? 'burning' : 'recovering';
  return shortOver && shortBad >= floor ? 'rising' : 'steady';
}

function judge(
  tier: AppliedTier,
  counts: WindowCounts,
  target: Target,
  minBadEvents: number,
): BurnPair {
  const floor = minBadEvents * tier.minBadScale;
  const [long, short] = [counts[tier.long] ?? null, counts[tier.short] ?? null];
  const longRate = long && burnRate(long, target);
  const shortRate = short && burnRate(short, target);
  const pair = { tier, shortRate, longRate };
  if (long === null || short === null) return { ...pair, state: 'unknown', belowFloor: false };
  const longOver = longRate !== null && longRate > tier.factor;
  const shortOver = shortRate !== null && shortRate > tier.factor;
  const state = stateOf({ longOver, shortOver, longBad: long.bad, shortBad: short.bad }, floor);
  const falling = state === 'rising' && isOver(counts, tier.short, minBadEvents);
  return {
    ...pair,
    state: falling ? 'recovering' : state,
    belowFloor: longOver && shortOver && long.bad < floor,
  };
}

/**
 * Judges every pair of an objective. A burning pair is exactly what its alert rule fires on. Zero traffic in a measured window
 * is no burn; a window without data makes the pair unknown.
 */
export function burnPairs(
  counts: WindowCounts,
  target: Target,
  window: Window,
  minBadEvents: number,
): BurnPair[] {
  return tiersFor({ window, target }).map((tier) => judge(tier, counts, target, minBadEvents));
}

/** The window that tells first that a fault is over. */
const RECENT: BurnWindow = '5m';

/**
 * Whether the last minutes have less than half of the bad events that the share of a longer window would bring into them, and those would
 * be enough to mean something: then what the longer window tells of is over.
 */
function isOver(counts: WindowCounts, longer: BurnWindow, minBadEvents: number): boolean {
  const [recent, whole] = [counts[RECENT] ?? null, counts[longer] ?? null];
  if (recent === null || whole === null) return false;
  if (burnWindowSeconds(longer) <= burnWindowSeconds(RECENT)) return false;
  const share = whole.bad / (whole.good + whole.bad);
  const expected = share * (recent.good + recent.bad);
  return expected >= Math.max(minBadEvents, 1) && recent.bad < expected / 2;
}

/** State of the worst pair, and of burning pairs the worst severity; unknown when no pair could be judged. */
export function overallBurn(pairs: readonly BurnPair[]): {
  state: BurnState;
  severity: Severity | null;
} {
  const state =
    BURN_STATES.find((candidate) => pairs.some((pair) => pair.state === candidate)) ?? 'unknown';
  if (state !== 'burning') return { state, severity: null };
  const paged = pairs.some((pair) => pair.state === 'burning' && pair.tier.severity === 'page');
  return { state, severity: paged ? 'page' : 'ticket' };
}
