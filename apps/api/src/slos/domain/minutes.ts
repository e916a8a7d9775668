/** Length of a ledger minute in milliseconds. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Minutes are kept this long; hours and days after them. */
export const MINUTES_KEPT_MS = 40 * DAY_MS;

/** Seconds that one recorded tick stands for. */
export const TICK_SECONDS = 30;
const MINUTE_SECONDS = 60;

/** What one minute holds; `regime` is the one that held for most of it. */
export interface LedgerMinute {
  readonly sloId: string;
  /** start of the minute, unix milliseconds */
  readonly minute: number;
  readonly good: number;
  readonly bad: number;
  /** 0..60; 0 = nobody measured */
  readonly coveredSeconds: number;
  readonly regime: string | null;
  readonly source: 'measured' | 'sample';
}

/** Counts of one minute from one origin. */
export interface MinuteCounts {
  total: number;
  bad: number;
  /** ticks recorded in this minute, of total and of bad events; a server that is killed may have written the one without the other */
  ticks: number;
  badTicks: number;
  /** ticks in which each regime held */
  regimes: Record<string, number>;
}

/** What Prometheus has for one minute of one SLO: live counts and back-filled sample history, kept apart. */
export interface MinuteFacts {
  live?: MinuteCounts;
  sample?: MinuteCounts;
}

const NOTHING: MinuteCounts = { total: 0, bad: 0, ticks: 0, badTicks: 0, regimes: {} };

/** No service has more events a minute than can be counted exactly (2^53); what says so counts something else. */
const isCount = (value: number) => value >= 0 && value <= Number.MAX_SAFE_INTEGER;

/** What can be counted on: a total whose bad events nobody knows is no measurement, and neither is a value that is no count. */
function sound(counts: MinuteCounts | undefined): MinuteCounts | undefined {
  return counts && counts.ticks === counts.badTicks && isCount(counts.total) && isCount(counts.bad)
    ? counts
    : undefined;
}

/** Both origins together where one ends and the other begins; where they overlap, what was really measured wins. */
function joined(facts: MinuteFacts): Omit<MinuteCounts, 'badTicks'> & { fromSample: boolean } {
  const [live, sample] = [sound(facts.live), sound(facts.sample)];
  const overlap = (live?.ticks ?? 0) + (sample?.ticks ?? 0) > MINUTE_SECONDS / TICK_SECONDS;
  const history = overlap && live ? NOTHING : (sample ?? NOTHING);
  const now = live ?? NOTHING;
  const regimes = { ...history.regimes };
  for (const [name, ticks] of Object.entries(now.regimes))
    regimes[name] = (regimes[name] ?? 0) + ticks;
  return {
    total: now.total + history.total,
    bad: now.bad + history.bad,
    ticks: now.ticks + history.ticks,
    regimes,
    fromSample: history.ticks > 0,
  };
}

/**
 * One row of the ledger. Without a recorded tick the minute is uncovered: nobody knows, which is not "no traffic".
 * @param minute start of the minute, unix milliseconds
 */
export function ledgerMinute(sloId: string, minute: number, facts: MinuteFacts): LedgerMinute {
  const { total, bad, ticks, regimes, fromSample } = joined(facts);
  if (ticks === 0)
    return { sloId, minute, good: 0, bad: 0, coveredSeconds: 0, regime: null, source: 'measured' };
  const [regime] = Object.entries(regimes)
    .filter(([, held]) => held > 0)
    .toSorted(([, a], [, b]) => b - a)[0] ?? [null];
  const seconds = Math.min(ticks * TICK_SECONDS, MINUTE_SECONDS);
  return {
    sloId,
    minute,
    good: Math.max(total - bad, 0),
    bad,
    coveredSeconds: seconds,
    regime,
    source: fromSample ? 'sample' : 'measured',
  };
}
