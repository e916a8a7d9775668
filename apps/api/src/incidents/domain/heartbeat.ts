import { canonicalJson } from '#contract';
import { toldIn, type Change } from '../../catalog/domain/change.js';
import { sourceChanged } from './incident-events.js';

/** Something that says from time to time that it is there. */
export interface Heartbeat {
  readonly id: string;
  /** its name in paths; never changes */
  readonly slug: string;
  readonly name: string;
  /** of its subject */
  readonly territory: string;
  /** slug of what is in trouble when it falls silent */
  readonly subject: string;
  /** how often it says so */
  readonly intervalSeconds: number;
  /** how much later it may be */
  readonly graceSeconds: number;
  /** grows by one with every change; the ETag */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The part of a heartbeat that its writers decide. */
export type HeartbeatContent = Pick<
  Heartbeat,
  'name' | 'subject' | 'intervalSeconds' | 'graceSeconds'
>;

/** A heartbeat, and what is known of it besides. */
export interface HeartbeatView {
  readonly heartbeat: Heartbeat;
  /** beginning of its token; null without one */
  readonly tokenPrefix: string | null;
  readonly tokenMadeAt: Date | null;
  readonly lastPingAt: Date | null;
}

/** What tokens of heartbeats begin with, so that secret scanners know them. */
export const HEARTBEAT_TOKEN_PREFIX = 'lhb_';

/** What a heartbeat becomes by a write; itself when it says nothing new. @param fresh id of a new one */
export function nextHeartbeat(
  before: Heartbeat | null,
  slug: string,
  content: HeartbeatContent & Pick<Heartbeat, 'territory'>,
  fresh: string,
  now: Date,
): Heartbeat {
  const isSame = before && canonicalJson(contentOf(before)) === canonicalJson(contentOf(content));
  if (isSame) return before;
  return {
    id: before?.id ?? fresh,
    slug,
    ...content,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

/** What is to be said of a write, by what was there before and what is there after it (null = nothing). */
export function heartbeatChange(before: Heartbeat | null, after: Heartbeat | null): Change {
  const heartbeat = after ?? before;
  if (!heartbeat) throw new Error('a change needs a before or an after');
  const { slug, name, territory } = heartbeat;
  const territories = [...new Set([territory, before?.territory ?? territory])];
  return {
    entries: territories.map((concerned) => ({
      action: `heartbeat.${before ? (after ? 'changed' : 'deleted') : 'created'}`,
      target: { kind: 'heartbeat', id: slug, name },
      territory: concerned,
      before: toldIn(concerned, before, contentOf),
      after: toldIn(concerned, after, contentOf),
    })),
    events: territories.map((concerned) => sourceChanged.of([slug], concerned)),
  };
}

function contentOf(content: HeartbeatContent & Pick<Heartbeat, 'territory'>) {
  const { name, territory, subject, intervalSeconds, graceSeconds } = content;
  return { name, territory, subject, intervalSeconds, graceSeconds };
}
