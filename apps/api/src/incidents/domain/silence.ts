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
    patienceMs: (intervalSeconds + graceSeconds) * 1000,
    lastAt: latest(lastPingAt ?? tokenMadeAt, heartbeat.updatedAt),
  };
}

/** Whether it was silent for too long. @param armedAt since when we are listening without a pause */
export function isSilent(
  { lastAt, patienceMs }: Pick<Awaited, 'lastAt' | 'patienceMs'>,
  armedAt: Date,
  now: Date,
): boolean {
  return now.getTime() - latest(lastAt, armedAt).getTime() > patienceMs;
}

/** Nobody looked for so long: what was not heard meanwhile may have been said. */
const PAUSE_MS = 60_000;

/** Since when we are listening, at a look. @param last look; null = there was none */
export function armedAt(
  last: { readonly lookedAt: Date; readonly armedAt: Date } | null,
  now: Date,
): Date {
  return last && now.getTime() - last.lookedAt.getTime() <= PAUSE_MS ? last.armedAt : now;
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
