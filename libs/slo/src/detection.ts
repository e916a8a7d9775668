import { burnWindowSeconds, tiersFor } from './alert-tiers.js';
import type { AlertTier, AppliedTier } from './alert-tiers.js';
import { TICK_SECONDS } from './compile/options.js';
import type { Objective } from './objective.js';
import { toNumber } from './rational.js';
import { errorBudgetRatio } from './target.js';
import { nominalSeconds } from './window.js';

/** Mean time to detection that a page has to keep: 15 minutes. */
export const DETECTION_TARGET_SECONDS = 900;

/** What of an objective its pages depend on. */
export type Detected = Pick<Objective, 'target' | 'window' | 'minBadEvents' | 'alerting'>;

/** How the compiled rules see time; the defaults are those of the compiler. */
export interface DetectionOptions {
  /** Counts lag by this many seconds. */
  ingestionOffsetSeconds?: number;
  /** Where on the grid of five minute tiles the fault begins, 0 up to 300 seconds. Matters for windows of 2h and more only. */
  startsAt?: number;
  /** Traffic, good and bad together; without it there is enough for the floor of bad events not to matter. */
  eventsPerSecond?: number;
}

/** What a constant fault leads to. */
export interface Detection {
  errorRatio: number;
  burnRate: number;
  /** Seconds from the start of the fault to the first page; null when it is never paged. */
  seconds: number | null;
  /** The tier that pages first, and its alert. */
  tier: AlertTier['key'] | null;
  alert: string | null;
  /** Share of the budget burnt by then; null when it is never paged. */
  budgetShare: number | null;
}

const TILE = 300;
/** Windows of two hours and more are summed from five minute tiles. */
const TILED_FROM = 7_200;
const UNLIMITED_TRAFFIC = Number.MAX_VALUE;

/** Seconds of fault that a window sums up at an evaluation `at` seconds after the fault began. */
function visible(window: number, at: number, offset: number, startsAt: number): number {
  const tiled = Math.floor((at + startsAt) / TILE) * TILE - startsAt - TICK_SECONDS;
  const newest = window < TILED_FROM ? at : tiled;
  return Math.min(Math.max(newest - offset, 0), window);
}

/** First evaluation, no later than `limit`, at which a tier fires; null when it still does not once the fault fills its long window. */
function firstFiring(
  tier: AppliedTier,
  errorRatio: number,
  { target, minBadEvents }: Detected,
  options: Required<DetectionOptions>,
  limit: number,
): number | null {
  const [long, short] = [burnWindowSeconds(tier.long), burnWindowSeconds(tier.short)];
  const { ingestionOffsetSeconds: offset, startsAt, eventsPerSecond } = options;
  const budget = toNumber(errorBudgetRatio(target));
  const over = (seen: number, window: number): boolean =>
    (errorRatio * seen) / window / budget > tier.factor;
  const enough = (seen: number): boolean =>
    errorRatio * seen * eventsPerSecond >= minBadEvents * tier.minBadScale;
  const last = Math.min(long + offset + TILE + 2 * TICK_SECONDS, limit);
  if (!over(long, long)) return null;
  for (let at = TICK_SECONDS - (startsAt % TICK_SECONDS); at <= last; at += TICK_SECONDS) {
    const [inLong, inShort] = [
      visible(long, at, offset, startsAt),
      visible(short, at, offset, startsAt),
    ];
    if (over(inLong, long) && over(inShort, short) && enough(inLong)) return at;
  }
  return null;
}

/** The tiers that page for an objective; none when it does not alert. */
function pagesOf(objective: Detected): AppliedTier[] {
  return objective.alerting
    ? tiersFor(objective).filter(({ severity }) => severity === 'page')
    : [];
}

/**
 * Time to the first page, and the budget burnt by then, for a fault with a constant share of bad events (0..1) that begins in a
 * healthy state under steady traffic. Replays the compiled page rules evaluation by evaluation; equals what Prometheus does on
 * them (alerts/tests/detection*.test.yaml), to which a live system adds up to one scrape and one evaluation interval.
 */
export function detectionEnvelope(
  objective: Detected,
  errorRatio: number,
  options: DetectionOptions = {},
): Detection {
  const all = {
    ingestionOffsetSeconds: TICK_SECONDS,
    startsAt: 0,
    eventsPerSecond: UNLIMITED_TRAFFIC,
    ...options,
  };
  const burnRate = errorRatio / toNumber(errorBudgetRatio(objective.target));
  let first: Detection = {
    errorRatio,
    burnRate,
    seconds: null,
    tier: null,
    alert: null,
    budgetShare: null,
  };
  for (const tier of pagesOf(objective)) {
    const seconds = firstFiring(
      tier,
      errorRatio,
      objective,
      all,
      (first.seconds ?? Infinity) - TICK_SECONDS,
    );
    if (seconds === null) continue;
    const budgetShare = (burnRate * seconds) / nominalSeconds(objective.window);
    first = { errorRatio, burnRate, seconds, tier: tier.key, alert: tier.alert, budgetShare };
  }
  return first;
}

/**
 * The envelope over a logarithmic axis of error ratios, from the slowest fault that spends the budget at all (burn rate 1) up to a
 * total outage. `points` is at least 2.
 */
export function detectionCurve(
  objective: Detected,
  points = 40,
  options: DetectionOptions = {},
): Detection[] {
  const lowest = toNumber(errorBudgetRatio(objective.target));
  return Array.from({ length: points }, (_, i) =>
    detectionEnvelope(objective, lowest ** (1 - i / (points - 1)), options),
  );
}

const HALVINGS = 40;

/**
 * The mildest constant fault that is paged within so many seconds; null when not even a total outage is. A worse fault is never
 * paged later, so halving the (logarithmic) axis finds it.
 */
export function mildestPaged(
  objective: Detected,
  withinSeconds: number,
  options: DetectionOptions = {},
): Detection | null {
  const meets = ({ seconds }: Detection): boolean => seconds !== null && seconds <= withinSeconds;
  let found = detectionEnvelope(objective, 1, options);
  if (!meets(found)) return null;
  let [below, above] = [0, -Math.log(toNumber(errorBudgetRatio(objective.target)))];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (below + above) / 2;
    const tried = detectionEnvelope(objective, Math.exp(-middle), options);
    if (meets(tried)) [found, below] = [tried, middle];
    else above = middle;
  }
  return found;
}
