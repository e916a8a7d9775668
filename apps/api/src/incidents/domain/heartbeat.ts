import type { Change } from '../../catalog/domain/change.js';
import type { ContentOf, Named } from '../../catalog/domain/resource.js';
import { sourceChanged } from './incident-events.js';

/** Something that says from time to time that it is there; it lies where its subject does. */
export interface Heartbeat extends Named {
  /** slug of what is in trouble when it falls silent */
  readonly subject: string;
  /** how often it says so */
  readonly intervalSeconds: number;
  /** how much later it may be */
  readonly graceSeconds: number;
}

/** What the writers of a heartbeat decide. */
export type HeartbeatDraft = Omit<ContentOf<Heartbeat>, 'territory'>;

/** A heartbeat, and what is known of it besides. */
export interface HeartbeatView {
  readonly heartbeat: Heartbeat;
  /** beginning of its token; null without one */
  readonly tokenPrefix: string | null;
  readonly tokenMadeAt: Date | null;
  readonly lastPingAt: Date | null;
}

/** A heartbeat as it is shown: also whether it is late. */
export interface ShownHeartbeat extends HeartbeatView {
  readonly silent: boolean;
}

/** What tokens of heartbeats begin with, so that secret scanners know them. */
export const HEARTBEAT_TOKEN_PREFIX = 'lhb_';

/** What is to be said where a heartbeat was given a token, in place of the one it had; nothing of the token. */
export function heartbeatTokenMade({ slug, name, territory }: Heartbeat): Change {
  const target = { kind: 'heartbeat', id: slug, name };
  return {
    entries: [{ action: 'heartbeat.token-made', target, territory }],
    events: [sourceChanged.of([slug], territory)],
  };
}
