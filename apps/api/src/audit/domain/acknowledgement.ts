import { canonicalJson } from '#contract';
import type { AcknowledgedAnchors } from './anchor.js';
import type { AuditEvent } from './audit-event.js';
import { keyed, sameText, type ChainFault, type KnownLink } from './hash-chain.js';

/** The event by which somebody with authority puts on record that the trail does not prove itself, and goes on. */
export const BREAK_ACKNOWLEDGED = 'audit.break-acknowledged';

/** What was acknowledged: no more than what was found then. */
export interface Acknowledgement {
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

function proofOf(acknowledgement: Acknowledgement, previousHash: string, key: string): string {
  return keyed('audit-acknowledgement', [previousHash, canonicalJson(acknowledgement)], key);
}
