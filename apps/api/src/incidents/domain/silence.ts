import type { HeartbeatView } from './heartbeat.js';
import { silenceKey } from './incident.js';
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

/** As many intervals of a Watchdog may pass: one message may be lost on the way. */
const WATCHDOG_INTERVALS = 3;

/** What has to be heard of a source; null where nothing is expected of it. */
export function awaitedSource({ source, signs }: SourceView): Awaited | null {
  const { id, slug, name, territory, watchdogSeconds } = source;
  if (watchdogSeconds === null || signs.tokenMadeAt === null) return null;
  return {
    key: silenceKey('source', id),
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
    key: silenceKey('heartbeat', id),
    title: `The heartbeat "${slug}" is late: ${name}`.slice(0, 300),
    subject,
    territory,
    intervalMs: intervalSeconds * 1000,
    patienceMs: (intervalSeconds + graceSeconds) * 1000,
    lastAt: latest(lastPingAt ?? tokenMadeAt, heartbeat.updatedAt),
  };
}

/** A stretch between two looks that was too long: nobody listened in it. */
export interface Pause {
  /** the last look before it, and the first one after it */
  readonly from: Date;
  readonly to: Date;
  /** for how long nobody listened: less than the stretch, since looks have their time between them */
  readonly deafMs: number;
}

/** When we listened. */
export interface Watch {
  readonly lookedAt: Date;
  /** in which we did not, oldest first */
  readonly pauses: readonly Pause[];
}

/** What may be silent for so long, at most. */
type Expected = Pick<Awaited, 'lastAt' | 'intervalMs' | 'patienceMs'>;

/**
 * Whether it was silent for too long. Time in which nobody listened counts for nobody, and a word that may have been lost in it is waited for
 * one interval more: not one that was not due yet when we listened again. What was silent before the pause is so after it.
 */
export function isSilent(expected: Expected, { pauses }: Watch, now: Date): boolean {
  const { lastAt, intervalMs, patienceMs } = expected;
  const last = lastAt.getTime();
  const leeway = Math.min(patienceMs - intervalMs, intervalMs / 2);
  const due = last + intervalMs - leeway;
  const lossy = pauses.filter(({ to }) => to.getTime() > due);
  const silence = now.getTime() - last;
  const [first] = lossy;
  if (!first || first.from.getTime() - last > patienceMs) return silence > patienceMs;
  const deaf = lossy.reduce((sum, pause) => sum + deafSince(pause, last), 0);
  // The pause may have begun right after the look before it.
  return silence - deaf > patienceMs + intervalMs + LOOK_MS;
}

/** For how long nobody listened from `since` on: of a pause that began before it, the like part. */
function deafSince({ from, to, deafMs }: Pause, since: number): number {
  const length = to.getTime() - from.getTime();
  return (deafMs * (to.getTime() - Math.max(from.getTime(), since))) / length;
}

/** How often it is looked. */
export const LOOK_MS = 15_000;
/** A look that comes later by this much comes late; what is late beyond its time was not listened to. */
const LATE_MS = 5000;
/** Pauses that follow each other so soon are one. */
const APART_MS = 60_000;
/** As many are remembered. */
const PAUSES = 100;

/** When we listened, at a look. @param last look; null = there was none */
export function watchAt(last: Watch | null, now: Date): Watch {
  const { lookedAt, pauses } = last ?? { lookedAt: new Date(0), pauses: [] };
  const deafMs = now.getTime() - lookedAt.getTime() - LOOK_MS;
  if (deafMs <= LATE_MS) return { lookedAt: now, pauses };
  const pause = { from: lookedAt, to: now, deafMs };
  const before = pauses.at(-1);
  const isNext = before && pause.from.getTime() - before.to.getTime() < APART_MS;
  const joined = isNext ? { ...pause, from: before.from, deafMs: before.deafMs + deafMs } : pause;
  const kept = isNext ? pauses.slice(0, -1) : pauses;
  return { lookedAt: now, pauses: [...kept, joined].slice(-PAUSES) };
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
