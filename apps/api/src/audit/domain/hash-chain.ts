import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AuditContent, AuditEvent, AuditHead } from './audit-event.js';
import { canonicalJson } from '#contract';

/** The hash before the first link. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * SHA-256 (hex) over the previous link's hash and this content. The sequence number is left out, so that a link moved
 * elsewhere still matches its own hash and is told apart from an edited one.
 */
export function linkHash(previousHash: string, content: AuditContent): string {
  const { at, actor, action, target, territory, reason, before, after, requestId, ip } = content;
  const body = canonicalJson({
    at,
    actor,
    action,
    target,
    territory,
    reason,
    before: before ?? null,
    after: after ?? null,
    requestId,
    ip,
  });
  return createHash('sha256').update(previousHash).update('\n').update(body).digest('hex');
}

/** HMAC-SHA-256 over the head: whoever can only write to the database cannot shorten or rewrite the chain unseen. */
export function sealHead(seq: number, hash: string, key: string): string {
  return keyed('audit-head', [seq, hash], key);
}

/** HMAC-SHA-256 over lines of text. @param purpose keeps what proves one thing from proving another */
export function keyed(purpose: string, lines: readonly (string | number)[], key: string): string {
  return createHmac('sha256', key)
    .update([`leitstand-${purpose}`, ...lines].join('\n'))
    .digest('hex');
}

/** Whether two texts are equal, told in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** Whether the head carries our seal; an empty chain has none. */
export function isSealed(head: AuditHead, key: string): boolean {
  if (head.seq === 0) return head.hash === GENESIS_HASH && head.seal === '';
  return sameText(sealHead(head.seq, head.hash, key), head.seal);
}

export type FaultKind = 'edited' | 'deleted' | 'reordered' | 'truncated' | 'anchor';

export interface ChainFault {
  readonly seq: number;
  readonly kind: FaultKind;
  readonly message: string;
}

/** A link that somebody remembers from an earlier verification. */
export type KnownLink = Pick<AuditHead, 'seq' | 'hash'>;

/** Hashes that are remembered outside of the database, by sequence number. */
export type KnownLinks = ReadonlyMap<number, string>;

export const NOTHING_KNOWN: KnownLinks = new Map();

/** Faults in bounds: the first of them, at most `MAX_FAULTS`, and how many there are. */
interface Faults {
  readonly faults: readonly ChainFault[];
  readonly faultsTotal: number;
}

/** Where a walk along the chain stands; its faults are those of the chain in itself that nobody has acknowledged. */
export interface ChainWalk extends Faults {
  readonly seq: number;
  readonly hash: string;
  /** of all unacknowledged faults, so that who acknowledges them acknowledges no other */
  readonly digest: string;
  /** faults that an acknowledgement further on covers */
  readonly acknowledged: number;
  /** links that are not those that were remembered */
  readonly contradictions: Faults;
}

/** A chain that is broken everywhere is told to be so in bounds. */
export const MAX_FAULTS = 1000;

const NO_FAULTS: Faults = { faults: [], faultsTotal: 0 };
const NO_DIGEST = '';

export const CHAIN_START: ChainWalk = walkFrom({ seq: 0, hash: GENESIS_HASH });

/** A walk that begins behind a link which is proven already. */
export function walkFrom({ seq, hash }: KnownLink): ChainWalk {
  return { seq, hash, ...NO_FAULTS, digest: NO_DIGEST, acknowledged: 0, contradictions: NO_FAULTS };
}

/** Goes one link further: finds what was edited, deleted or moved between the last link and this one, and whether it is the known one. */
export function walkLink(
  walk: ChainWalk,
  event: AuditEvent,
  known: KnownLinks = NOTHING_KNOWN,
): ChainWalk {
  const { seq, hash } = event;
  const found: ChainFault[] = [];
  if (seq !== walk.seq + 1) found.push(missing(walk.seq + 1, seq - 1));
  const actual = linkHash(event.previousHash, event);
  if (actual !== hash) {
    found.push({ seq, kind: 'edited', message: `Event ${seq} was changed after it was written.` });
  } else if (seq === walk.seq + 1 && event.previousHash !== walk.hash) {
    const message = `Event ${seq} does not follow the one before it.`;
    found.push({ seq, kind: 'reordered', message });
  }
  const contradicts = found.length === 0 && (known.get(seq) ?? hash) !== hash;
  return {
    ...walk,
    ...more(walk, found),
    seq,
    hash,
    digest: found.reduce((digest, { kind }) => digested(digest, seq, kind, actual), walk.digest),
    contradictions: contradicts ? more(walk.contradictions, [rewritten(seq)]) : walk.contradictions,
  };
}

/** The walk once somebody with authority has put on record what it has found so far. */
export function walkAcknowledged(walk: ChainWalk): ChainWalk {
  const acknowledged = walk.acknowledged + walk.faultsTotal;
  return { ...walk, ...NO_FAULTS, digest: NO_DIGEST, acknowledged };
}

/**
 * Ends the walk: compares the last link with the sealed head, and the chain's length with what is known of it.
 * @returns every fault nobody has acknowledged, by event
 */
export function endWalk(
  walk: ChainWalk,
  head: AuditHead,
  key: string,
  known: KnownLinks = NOTHING_KNOWN,
): Faults {
  const { contradictions } = walk;
  const within = {
    faults: [...walk.faults, ...contradictions.faults]
      .toSorted((a, b) => a.seq - b.seq)
      .slice(0, MAX_FAULTS),
    faultsTotal: walk.faultsTotal + contradictions.faultsTotal,
  };
  return more(within, atTheEnd(walk, head, key, known));
}

function atTheEnd(walk: ChainWalk, head: AuditHead, key: string, known: KnownLinks): ChainFault[] {
  const { seq } = walk;
  const fault = (at: number, kind: FaultKind, message: string) => [{ seq: at, kind, message }];
  if (!isSealed(head, key))
    return fault(head.seq, 'truncated', 'The head of the chain does not carry our seal.');
  if (seq < head.seq)
    return fault(seq + 1, 'truncated', `Events ${seq + 1} to ${head.seq} are missing at the end.`);
  if (seq > head.seq && walk.faultsTotal === 0)
    return fault(seq, 'edited', `Event ${seq} stands behind the head, event ${head.seq}.`);
  const lost = [...known.keys()].reduce((a, b) => Math.max(a, b), 0);
  if (head.seq < lost)
    return fault(
      lost,
      'truncated',
      `Event ${lost} was verified earlier and is gone: the chain was set back.`,
    );
  if (walk.hash === head.hash || walk.faultsTotal > 0) return [];
  return fault(seq, 'edited', 'The last event is not the one that the head names.');
}

function digested(digest: string, seq: number, kind: FaultKind, actual: string): string {
  return createHash('sha256').update(`${digest}\n${seq}\n${kind}\n${actual}`).digest('hex');
}

function more(before: Faults, found: readonly ChainFault[]): Faults {
  const room = Math.max(MAX_FAULTS - before.faults.length, 0);
  return {
    faults: found.length > 0 ? [...before.faults, ...found.slice(0, room)] : before.faults,
    faultsTotal: before.faultsTotal + found.length,
  };
}

function missing(from: number, to: number): ChainFault {
  const message =
    from === to ? `Event ${from} is missing.` : `Events ${from} to ${to} are missing.`;
  return { seq: from, kind: 'deleted', message };
}

function rewritten(seq: number): ChainFault {
  const message = `Event ${seq} is not the one that was verified earlier: the chain was set back and written anew.`;
  return { seq, kind: 'edited', message };
}
