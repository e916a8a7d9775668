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
  return createHmac('sha256', key).update(`leitstand-audit-head\n${seq}\n${hash}`).digest('hex');
}

/** Whether the head carries our seal; an empty chain has none. */
export function isSealed(head: AuditHead, key: string): boolean {
  if (head.seq === 0) return head.hash === GENESIS_HASH && head.seal === '';
  const [expected, actual] = [
    Buffer.from(sealHead(head.seq, head.hash, key)),
    Buffer.from(head.seal),
  ];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

export type FaultKind = 'edited' | 'deleted' | 'reordered' | 'truncated';

export interface ChainFault {
  readonly seq: number;
  readonly kind: FaultKind;
  readonly message: string;
}

/** A link that somebody remembers from an earlier verification. */
export type KnownLink = Pick<AuditHead, 'seq' | 'hash'>;

/** Where a walk along the chain stands. */
export interface ChainWalk {
  readonly seq: number;
  readonly hash: string;
  /** the first of them, at most `MAX_FAULTS` */
  readonly faults: readonly ChainFault[];
  readonly faultsTotal: number;
}

/** A chain that is broken everywhere is told to be so in bounds. */
export const MAX_FAULTS = 1000;

export const CHAIN_START: ChainWalk = { seq: 0, hash: GENESIS_HASH, faults: [], faultsTotal: 0 };

/** Goes one link further: finds what was edited, deleted or moved between the last link and this one, and whether it is the known one. */
export function walkLink(
  walk: ChainWalk,
  event: AuditEvent,
  known: KnownLink | null = null,
): ChainWalk {
  const found: ChainFault[] = [];
  if (event.seq !== walk.seq + 1) found.push(missing(walk.seq + 1, event.seq - 1));
  if (linkHash(event.previousHash, event) !== event.hash) {
    found.push({
      seq: event.seq,
      kind: 'edited',
      message: `Event ${event.seq} was changed after it was written.`,
    });
  } else if (event.seq === walk.seq + 1 && event.previousHash !== walk.hash) {
    found.push({
      seq: event.seq,
      kind: 'reordered',
      message: `Event ${event.seq} does not follow the one before it.`,
    });
  } else if (event.seq === known?.seq && event.hash !== known.hash) {
    found.push({
      seq: event.seq,
      kind: 'edited',
      message: `Event ${event.seq} is not the one that was verified earlier: the chain was set back and written anew.`,
    });
  }
  return withFaults({ ...walk, seq: event.seq, hash: event.hash }, found);
}

/** Ends the walk: compares the last link with the sealed head, and the chain's length with the known link. */
export function endWalk(
  walk: ChainWalk,
  head: AuditHead,
  key: string,
  known: KnownLink | null = null,
): ChainWalk {
  if (!isSealed(head, key))
    return withFaults(walk, [
      {
        seq: head.seq,
        kind: 'truncated',
        message: 'The head of the chain does not carry our seal.',
      },
    ]);
  if (walk.seq < head.seq)
    return withFaults(walk, [
      {
        seq: walk.seq + 1,
        kind: 'truncated',
        message: `Events ${walk.seq + 1} to ${head.seq} are missing at the end.`,
      },
    ]);
  if (known && head.seq < known.seq)
    return withFaults(walk, [
      {
        seq: known.seq,
        kind: 'truncated',
        message: `Event ${known.seq} was verified earlier and is gone: the chain was set back.`,
      },
    ]);
  const whole = walk.hash === head.hash || walk.faultsTotal > 0;
  return whole
    ? walk
    : withFaults(walk, [
        {
          seq: walk.seq,
          kind: 'edited',
          message: 'The last event is not the one that the head names.',
        },
      ]);
}

function withFaults(walk: ChainWalk, found: readonly ChainFault[]): ChainWalk {
  if (found.length === 0) return walk;
  const room = MAX_FAULTS - walk.faults.length;
  const faults = room > 0 ? [...walk.faults, ...found.slice(0, room)] : walk.faults;
  return { ...walk, faults, faultsTotal: walk.faultsTotal + found.length };
}

function missing(from: number, to: number): ChainFault {
  const message =
    from === to ? `Event ${from} is missing.` : `Events ${from} to ${to} are missing.`;
  return { seq: from, kind: 'deleted', message };
}
