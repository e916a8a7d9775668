/** `polling`: no stream, but answers to what is asked again every few seconds. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'stale' | 'paused';

export interface LiveFacts {
  connected: boolean;
  paused: boolean;
  /** When the stream last said anything, heartbeats included; null before the first word. */
  lastHeardAt: number | null;
  /** When the connection was lost or first tried; null while connected. */
  lostAt: number | null;
}

export const RECONNECTING_AFTER_MS = 3_000;
export const STALE_AFTER_MS = 15_000;
/**
 * A connected stream that is silent for longer than a heartbeat (2 s) and three seconds of grace counts as lost, since its last word:
 * so what is shown is stale at once. A heartbeat that only came late costs one more connection, which resumes where this one stopped.
 */
export const SILENT_AFTER_MS = 5_000;
/** Consoles that lost one server at one moment come back spread over so long. */
export const SPREAD_MS = 2_000;
/** A connection that is being made has longer: a server that is slow is not asked again by everybody. */
export const CONNECTING_MS = 20_000;

/** What the top bar says about live data at `now` (milliseconds). */
export function liveState(facts: LiveFacts, now: number): LiveState {
  if (facts.paused) return 'paused';
  if (facts.connected && facts.lastHeardAt !== null) {
    return now - facts.lastHeardAt > SILENT_AFTER_MS ? 'stale' : 'live';
  }
  const lost = now - (facts.lostAt ?? now);
  if (lost >= STALE_AFTER_MS) return 'stale';
  if (facts.lastHeardAt === null) return 'connecting';
  return lost >= RECONNECTING_AFTER_MS ? 'reconnecting' : 'live';
}

/** How long to wait before the n-th try to connect again: 0.5 s doubling to 10 s. */
export function retryDelayMs(attempt: number): number {
  return Math.min(500 * 2 ** attempt, 10_000);
}
