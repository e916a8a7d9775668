import { canonicalJson } from '#contract';
import type { AcknowledgedAnchors } from './anchor.js';
import type { AuditEvent } from './audit-event.js';
import { keyed, sameText, type ChainFault, type KnownLink } from './hash-chain.js';

/** The event by which somebody with authority puts on record that the trail does not prove itself, and goes on. */
export const BREAK_ACKNOWLEDGED = 'audit.break-acknowledged';

/** Whoever sat at the command line, as their machine knows them. */
export interface Operator {
  readonly account: string;
  readonly host: string;
}

/** What was acknowledged: no more than what was found then. */
export interface Acknowledgement {
  /** missing in those of earlier versions */
  readonly by?: Operator;
  /** the last event that was there */
  readonly last: KnownLink;
  /** the newest event that an anchor proves; what follows it up to `last` is not proven by any */
  readonly proven: KnownLink | null;
  readonly faults: readonly ChainFault[];
  readonly faultsTotal: number;
  /** of the faults of the chain in itself */
  readonly digest: string;
  readonly anchors: AcknowledgedAnchors;
}

/** A break that was put on record, as every later verification tells of it. */
export interface AcknowledgedBreak {
  /** of the event that says so */
  readonly seq: number;
  readonly at: Date;
  /** `account@host` of whoever did; null where that is not on record */
  readonly by: string | null;
  readonly reason: string | null;
  readonly faultsTotal: number;
  /** the events before it that no anchor proved: among them may be what somebody else wrote */
  readonly unproven: { readonly from: number; readonly to: number } | null;
  /** whether it was written with our key; that of another secret was not */
  readonly proven: boolean;
}

/** An acknowledgement as it stands in its event: with a proof that whoever wrote it had the key. */
export interface ProvenAcknowledgement extends Acknowledgement {
  readonly proof: string;
}

/** @param previousHash of the link before the event, so that the proof holds at that place only */
export function prove(
  acknowledgement: Acknowledgement,
  previousHash: string,
  key: string,
): ProvenAcknowledgement {
  return { ...acknowledgement, proof: proofOf(acknowledgement, previousHash, key) };
}

/** The acknowledgement in an event; null when it is another event, or was not written with our key. */
export function acknowledgementIn(event: AuditEvent, key: string): Acknowledgement | null {
  if (event.action !== BREAK_ACKNOWLEDGED) return null;
  const { proof, ...said } = (event.after ?? {}) as Partial<ProvenAcknowledgement>;
  const acknowledgement = said as Acknowledgement;
  return sameText(proof ?? '', proofOf(acknowledgement, event.previousHash, key))
    ? acknowledgement
    : null;
}

/** What an event that says that it acknowledges a break tells of it; of one that was not written with our key only that it is there. */
export function breakIn(event: AuditEvent, key: string): AcknowledgedBreak {
  const { seq, at, reason } = event;
  const said = acknowledgementIn(event, key);
  if (!said) return { seq, at, by: null, reason, faultsTotal: 0, unproven: null, proven: false };
  const { by, faultsTotal, last } = said;
  const from = (said.proven?.seq ?? 0) + 1;
  return {
    seq,
    at,
    by: by ? `${by.account}@${by.host}` : null,
    reason,
    faultsTotal,
    unproven: from <= last.seq ? { from, to: last.seq } : null,
    proven: true,
  };
}

function proofOf(acknowledgement: Acknowledgement, previousHash: string, key: string): string {
  return keyed('audit-acknowledgement', [previousHash, canonicalJson(acknowledgement)], key);
}
