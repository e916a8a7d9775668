import type { HeartbeatView } from './heartbeat.js';
import type { SourceView } from './source.js';

/** Something that has to be heard, and when that was. */
export interface Awaited {
  /** of the group of its incident */
  readonly key: string;
  /** of its incident */
  readonly title: string;
  /** slug of what is in trouble while it is silent; null = this instance itself */
  readonly subject: string | null;
  readonly territory: string;
  /** how often it says something */
  readonly intervalMs: number;
  /** how long it may be silent */
  readonly patienceMs: number;
  /** when it was last heard, or began to be waited for */
  readonly lastAt: Date;
}

/** Begins the keys of groups of incidents about silence. */
export const SILENCE_PREFIX = 'silent|';

/** As many intervals of a Watchdog may pass: one message may be lost on the way. */
const WATCHDOG_INTERVALS = 3;

/** What has to be heard of a source; null where nothing is expected of it. */
export function awaitedSource({ source, signs }: SourceView): Awaited | null {
  const { id, slug, name, territory, watchdogSeconds } = source;
  if (watchdogSeconds === null || signs.tokenMadeAt === null) return null;
  return {
    key: `${SILENCE_PREFIX}source:${id}`,
    title: `The source of alerts "${slug}" is silent: ${name}`.slice(0, 300),
    subject: null,
    territory,
    intervalMs: watchdogSeconds * 1000,
    patienceMs: WATCHDOG_INTERVALS * watchdogSeconds * 1000,
    lastAt: latest(signs.watchdogAt ?? signs.tokenMadeAt, source.updatedAt),
  };
}

/** What has to be heard of a heartbeat; null until it can be. */
export function awaitedHeartbeat({
  heartbeat,
  tokenMadeAt,
  lastPingAt,
}: HeartbeatView): Awaited | null {
  const { id, slug, name, subject, territory, intervalSeconds, graceSeconds } = heartbeat;
  if (tokenMadeAt === null) return null;
  return {
    key: `${SILENCE_PREFIX}heartbeat:${id}`,
    title: `The heartbeat "${slug}" is late: ${name}`.slice(0, 300),
    subject,
    territory,
    intervalMs: intervalSeconds * 1000,
    patienceMs: (intervalSeconds + graceSeconds) * 1000,
    lastAt: latest(lastPingAt ?? tokenMadeAt, heartbeat.updatedAt),
  };
}

/** When we listened. */
export interface Watch {
  readonly lookedAt: Date;
  /** when the last pause began in which nobody listened, and since when we are listening again */
  readonly pausedAt: Date;
  readonly armedAt: Date;
}

/** Whether it was silent for too long. What may have been said while nobody listened is waited for anew. */
export function isSilent(
  { lastAt, intervalMs, patienceMs }: Pick<Awaited, 'lastAt' | 'intervalMs' | 'patienceMs'>,
  { pausedAt, armedAt }: Pick<Watch, 'pausedAt' | 'armedAt'>,
  now: Date,
): boolean {
  const last = lastAt.getTime();
  const mayBeLost =
    last + intervalMs <= armedAt.getTime() && last + patienceMs >= pausedAt.getTime();
  return now.getTime() - (mayBeLost ? armedAt.getTime() : last) > patienceMs;
}

/** Nobody looked for so long: that was a pause. */
const PAUSE_MS = 60_000;

/** When we listened, at a look. @param last look; null = there was none */
export function watchAt(last: Watch | null, now: Date): Watch {
  if (last === null) return { lookedAt: now, pausedAt: new Date(0), armedAt: now };
  const isPaused = now.getTime() - last.lookedAt.getTime() > PAUSE_MS;
  return isPaused
    ? { lookedAt: now, pausedAt: last.lookedAt, armedAt: now }
    : { ...last, lookedAt: now };
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
