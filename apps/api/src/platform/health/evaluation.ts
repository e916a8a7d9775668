import type { Seen } from './status-board.js';

/** One rule group of ours, as the server's own metrics tell of it. */
interface GroupReading {
  /** evaluations that it left out since it was loaded, because the one before had not ended */
  readonly missed: number;
  /** of its last evaluation */
  readonly seconds: number;
  readonly intervalSeconds: number;
}

/** What a Prometheus tells of itself. */
export interface ServerReading {
  readonly at: Date;
  readonly memoryBytes: number | null;
  readonly groups: ReadonlyMap<string, GroupReading>;
}

/** How a Prometheus does with our rules. */
export interface Evaluation {
  /** when that was seen; null = it does not tell */
  readonly seenAt: Date | null;
  readonly memoryBytes: number | null;
  /** evaluations of our groups that were left out in the last ten minutes */
  readonly missedIterations: number;
  /** the group that takes the largest share of its interval; null = there is none */
  readonly slowest: {
    readonly group: string;
    readonly seconds: number;
    readonly intervalSeconds: number;
  } | null;
}

/** Evaluations left out between two readings. */
export interface Missed {
  readonly at: Date;
  readonly count: number;
}

const WINDOW_MS = 600_000;
/** What was seen longer ago says nothing of now. */
const STALE_MS = 120_000;
const OUR_GROUP = /;(leitstand-[^"]+)"\}$/;
const METRIC = 'prometheus_rule_group_';
const MEMORY = 'process_resident_memory_bytes';
const FIELDS = {
  [`${METRIC}iterations_missed_total`]: 'missed',
  [`${METRIC}last_duration_seconds`]: 'seconds',
  [`${METRIC}interval_seconds`]: 'intervalSeconds',
} as const satisfies Record<string, keyof GroupReading>;

/**
 * Reads the server's own metrics. Groups that are not ours are passed over.
 * @param text in the text format of Prometheus
 */
export function readServerMetrics(text: string, at: Date): ServerReading {
  const groups = new Map<string, Record<keyof GroupReading, number>>();
  let memoryBytes: number | null = null;
  for (const line of text.split('\n')) {
    if (!line.startsWith(METRIC) && !line.startsWith(MEMORY)) continue;
    const end = line.lastIndexOf(' ');
    const [series, value] = [line.slice(0, end), Number(line.slice(end + 1))];
    if (!Number.isFinite(value)) continue;
    if (series === MEMORY) memoryBytes = value;
    const group = OUR_GROUP.exec(series)?.[1];
    const field = FIELDS[series.slice(0, series.indexOf('{')) as keyof typeof FIELDS];
    if (group === undefined || field === undefined) continue;
    const known = groups.get(group) ?? { missed: 0, seconds: 0, intervalSeconds: 0 };
    groups.set(group, { ...known, [field]: value });
  }
  return { at, memoryBytes, groups };
}

/** What was left out since the reading before, a restart of the server included. */
export function missedSince(before: ServerReading | null, now: ServerReading): Missed {
  let count = 0;
  for (const [name, { missed }] of now.groups) {
    const earlier = before?.groups.get(name)?.missed ?? (before ? 0 : missed);
    count += missed >= earlier ? missed - earlier : missed;
  }
  return { at: now.at, count };
}

/** Of what was left out, that of the last ten minutes. */
export function recentlyMissed(missed: readonly Missed[], now: Date): Missed[] {
  return missed.filter(({ at }) => now.getTime() - at.getTime() < WINDOW_MS);
}

/** How the server does, by its newest reading. */
export function evaluationOf(
  reading: ServerReading | null,
  missed: readonly Missed[],
  now: Date,
): Evaluation {
  if (reading === null || now.getTime() - reading.at.getTime() > STALE_MS) return UNKNOWN;
  const share = (one: GroupReading) => one.seconds / one.intervalSeconds;
  const [slowest] = [...reading.groups]
    .filter(([, { intervalSeconds }]) => intervalSeconds > 0)
    .toSorted(([, a], [, b]) => share(b) - share(a));
  return {
    seenAt: reading.at,
    memoryBytes: reading.memoryBytes,
    missedIterations: recentlyMissed(missed, now).reduce((sum, { count }) => sum + count, 0),
    slowest: slowest
      ? {
          group: slowest[0],
          seconds: slowest[1].seconds,
          intervalSeconds: slowest[1].intervalSeconds,
        }
      : null,
  };
}

const UNKNOWN: Evaluation = {
  seenAt: null,
  memoryBytes: null,
  missedIterations: 0,
  slowest: null,
};

/** In words for the status, which is for everybody: no group is named, since those of objectives bear their names. */
export function judgeEvaluation({ missedIterations: count, slowest }: Evaluation): Seen {
  if (count > 0)
    return {
      state: 'degraded',
      message: `${count} evaluations of rules were left out in the last ten minutes`,
      detail: { code: 'iterations-missed', count },
    };
  if (slowest && slowest.seconds > slowest.intervalSeconds)
    return {
      state: 'degraded',
      message: `a group of rules takes ${slowest.seconds.toFixed(1)} s, more than the ${slowest.intervalSeconds} s of its interval`,
      detail: { code: 'evaluation-slow', seconds: Math.ceil(slowest.seconds) },
    };
  return { state: 'up', message: null };
}
