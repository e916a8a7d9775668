/** How a source of alerts stands, the worst first. */
export const SOURCE_STATES = [
  'silent',
  'rejected',
  'disagrees',
  'uncompared',
  'no-token',
  'unheard',
  'heard',
] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

/** What is known of a source, as far as it says how it stands. */
interface Signs {
  readonly silent: boolean;
  readonly lastOutcome: string | null;
  readonly disagreement: { readonly waiting: number; readonly unconfirmed: number };
  readonly reconcileTrouble: string | null;
  readonly tokenPrefix: string | null;
  readonly lastDeliveryAt: string | null;
}

/** How a source stands: the worst of what is known of it. What is silenced, or meant for others, is as it should be. */
export function sourceState(source: Signs): SourceState {
  const { disagreement, lastOutcome } = source;
  if (source.silent) return 'silent';
  if (lastOutcome !== null && lastOutcome !== 'taken') return 'rejected';
  if (disagreement.waiting + disagreement.unconfirmed > 0) return 'disagrees';
  if (source.reconcileTrouble !== null) return 'uncompared';
  if (source.tokenPrefix === null) return 'no-token';
  return source.lastDeliveryAt === null ? 'unheard' : 'heard';
}

/** How a heartbeat stands, the worst first. */
export const HEARTBEAT_STATES = ['silent', 'no-token', 'unheard', 'heard'] as const;
export type HeartbeatState = (typeof HEARTBEAT_STATES)[number];

export function heartbeatState({
  silent,
  tokenPrefix,
  lastPingAt,
}: {
  readonly silent: boolean;
  readonly tokenPrefix: string | null;
  readonly lastPingAt: string | null;
}): HeartbeatState {
  if (silent) return 'silent';
  if (tokenPrefix === null) return 'no-token';
  return lastPingAt === null ? 'unheard' : 'heard';
}

/** What is known of whoever could say that alerts of a source are over. */
interface SourceReach {
  /** which Prometheus evaluates its rules; null = none that can be asked */
  readonly prometheus: string | null;
  /** why that could not be asked the last time */
  readonly reconcileTrouble: string | null;
  readonly watchdogSeconds: number | null;
  readonly silent: boolean;
}

/**
 * Whether nothing is heard of what could end the alerts of a source: then a person may give them up. Of one that nobody can ask and of which
 * nothing is expected nobody knows, so that it is theirs to say.
 */
export function isOutOfReach(source: SourceReach): boolean {
  if (source.prometheus !== null) return source.reconcileTrouble !== null;
  return source.watchdogSeconds === null || source.silent;
}
