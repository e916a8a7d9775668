import { createHash } from 'node:crypto';
import { canonicalJson } from '#contract';
import { asStored } from '../../audit/domain/as-stored.js';
import type { Actor } from '../../platform/kernel/scope.js';

/** Something that happened to an incident. */
export interface TimelineEntry {
  /** `<noun>.<past participle>` or one word, e.g. `acknowledged`, `alerts.fired` */
  readonly kind: string;
  readonly actor: Actor;
  /** what else there is to say of it, by kind; JSON */
  readonly data: Readonly<Record<string, unknown>>;
}

/** One link of an incident's timeline. */
export interface TimelineEvent extends TimelineEntry {
  readonly incidentId: string;
  /** 1 for the first of its incident */
  readonly seq: number;
  readonly at: Date;
  readonly previousHash: string;
  readonly hash: string;
}

/** The newest link of an incident's timeline. */
export interface TimelineHead {
  readonly seq: number;
  readonly hash: string;
}

/** Kinds of entries after which somebody else has an incident, or nobody. */
export const TURNS = [
  'triggered',
  'declared',
  'reopened',
  'acknowledged',
  'unacknowledged',
  'unsnoozed',
  'resolved',
  'merged',
  'unmerged',
] as const;

/** Why an acknowledgement is taken back that led to nothing. */
export const LAPSED = 'acknowledge-timeout';

/** Whether an entry says that an acknowledgement lapsed: nobody took it back. */
export function isLapse({ kind, data }: Pick<TimelineEntry, 'kind' | 'data'>): boolean {
  return kind === 'unacknowledged' && data['because'] === LAPSED;
}

/** Ids of everybody whom entries name without saying what they are called: whoever was paged. */
export function peopleIn(entries: readonly Pick<TimelineEntry, 'data'>[]): string[] {
  const named = entries.flatMap(({ data: { people } }): unknown[] =>
    Array.isArray(people) ? people : [],
  );
  return [...new Set(named.flatMap((one) => (isNamed(one) ? one.user : [])))];
}

function isNamed(one: unknown): one is { readonly user: string } {
  return typeof one === 'object' && one !== null && 'user' in one && typeof one.user === 'string';
}

/** Before the first link. */
export const TIMELINE_START: TimelineHead = { seq: 0, hash: '0'.repeat(64) };

/**
 * The links that follow a head, in order; they bear one instant.
 * @param at of the database's clock
 */
export function chained(
  incidentId: string,
  head: TimelineHead,
  entries: readonly TimelineEntry[],
  at: Date,
): TimelineEvent[] {
  let { seq, hash } = head;
  return entries.map(({ kind, actor, data }) => {
    const stored = asStored({ actor, data }) as Pick<TimelineEntry, 'actor' | 'data'>;
    const unlinked = { incidentId, seq: seq + 1, at, kind, ...stored, previousHash: hash };
    [seq, hash] = [unlinked.seq, hashOf(unlinked)];
    return { ...unlinked, hash };
  });
}

/** SHA-256 (hex) over the hash before it and the content. */
function hashOf(event: Omit<TimelineEvent, 'hash'>): string {
  const { incidentId, seq, at, kind, actor, data, previousHash } = event;
  const body = canonicalJson({ incidentId, seq, at, kind, actor, data });
  return createHash('sha256').update(`${previousHash}\n${body}`).digest('hex');
}

/**
 * Where a timeline is not what was written: the first number at which an entry is missing, changed or moved.
 * @param events of one incident, from the first on, in order
 * @param head what the incident says that the last one is
 * @returns null when all of it is as it was written
 */
export function brokenAt(events: readonly TimelineEvent[], head: TimelineHead): number | null {
  let last = TIMELINE_START;
  for (const event of events) {
    const follows = event.seq === last.seq + 1 && event.previousHash === last.hash;
    if (!follows || hashOf(event) !== event.hash) return last.seq + 1;
    last = event;
  }
  return last.seq === head.seq && last.hash === head.hash ? null : last.seq + 1;
}
