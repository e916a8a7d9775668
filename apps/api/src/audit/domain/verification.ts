import { canonicalJson } from '#contract';
import type { AcknowledgedBreak } from './acknowledgement.js';
import type { Anchor } from './anchor.js';
import { keyed, sameText, type ChainFault } from './hash-chain.js';

/**
 * `whole`: the chain proves itself and agrees with every anchor. `set-back`: it proves itself, but ends before or differs from what
 * was anchored: a backup was restored, or somebody set it back. `broken`: anything else.
 */
export type ChainStanding = 'whole' | 'set-back' | 'broken';

/** What a walk over the chain found. */
export interface AuditVerification {
  readonly ok: boolean;
  readonly standing: ChainStanding;
  /** how many events were walked */
  readonly events: number;
  /** hash of the newest link */
  readonly head: string;
  /** its number: remember both to tell next time that nothing was cut off since */
  readonly headSeq: number;
  readonly checkedAt: Date;
  /** the first of them, by event */
  readonly faults: readonly ChainFault[];
  readonly faultsTotal: number;
  /** faults that an operator has put on record, and which are not counted any more */
  readonly acknowledged: number;
  /** breaks that were put on record, oldest first: they are told of for ever, of very many the newest */
  readonly breaks: readonly AcknowledgedBreak[];
  /** the newest anchor that the chain agrees with; null when there is none */
  readonly anchored: Pick<Anchor, 'seq' | 'at'> | null;
}

/** The mark of an anchor that was written, by which it is noticed when the file lacks it. */
export interface WrittenAnchor {
  readonly seq: number;
  readonly mac: string;
}

/** What is kept of the newest verification. Times in ISO 8601. */
export interface VerificationContent {
  readonly checkedAt: string;
  /** when the chain was last walked from its beginning */
  readonly wholeAt: string;
  readonly standing: ChainStanding;
  readonly headSeq: number;
  readonly faultsTotal: number;
  readonly firstFault: string | null;
  readonly anchored: WrittenAnchor | null;
  /** why the head could not be anchored; null when it was */
  readonly anchorError: string | null;
  /** nothing is wrong but that an anchor which was written is not there any more */
  readonly anchorGone?: true;
}

export interface StoredVerification {
  readonly content: VerificationContent;
  readonly proof: string;
}

/** Looked at every minute, so half of one sooner is on time. */
const TICK_MS = 30_000;
const DUE_EVERY_MS = 3_600_000 - TICK_MS;
/** How long the walk may rely on anchors before it begins at the beginning again. */
const WHOLE_EVERY_MS = 24 * 3_600_000 - TICK_MS;

/** Seals what is to be kept, so that nobody without the key can say that all is well. */
export function storedVerification(content: VerificationContent, key: string): StoredVerification {
  return { content, proof: proofOf(content, key) };
}

/** What was kept; null when it does not carry our proof. */
export function provenContent(stored: StoredVerification, key: string): VerificationContent | null {
  return sameText(stored.proof, proofOf(stored.content, key)) ? stored.content : null;
}

/**
 * What is to be kept of a verification.
 * @param wholeAt when the chain was last walked from its beginning, ISO 8601
 * @param anchorGone whether nothing is wrong but that an anchor is not there any more
 */
export function contentOf(
  { checkedAt, standing, headSeq, faultsTotal, faults }: AuditVerification,
  wholeAt: string,
  anchored: WrittenAnchor | null,
  anchorGone = false,
): VerificationContent {
  return {
    checkedAt: checkedAt.toISOString(),
    wholeAt,
    standing,
    headSeq,
    faultsTotal,
    firstFault: faults[0]?.message ?? null,
    anchored,
    anchorError: null,
    ...(anchorGone ? { anchorGone } : {}),
  };
}

/**
 * What is to be kept once the head of `ours` was anchored: that, unless a later verification was kept meanwhile, which goes before.
 */
export function withAnchor(
  ours: VerificationContent,
  kept: VerificationContent | null,
  anchored: WrittenAnchor,
): VerificationContent {
  const isLater = kept !== null && Date.parse(kept.checkedAt) > Date.parse(ours.checkedAt);
  return { ...(isLater ? kept : ours), anchored };
}

/** Whether the chain ends before what was verified earlier. @param headSeq number of its newest event */
export function endsEarlier(before: VerificationContent, headSeq: number): boolean {
  return headSeq < before.headSeq;
}

/** Whether it is time to walk again. @param headSeq number of the newest event */
export function isDue(before: VerificationContent | null, now: Date, headSeq: number): boolean {
  if (before === null || endsEarlier(before, headSeq)) return true;
  const age = now.getTime() - Date.parse(before.checkedAt);
  const isRecent = age >= 0 && age < DUE_EVERY_MS;
  return !isRecent || (before.standing === 'whole' && isWholeDue(before, now));
}

/** Whether the next walk has to begin at the beginning. */
export function isWholeDue(before: VerificationContent | null, now: Date): boolean {
  if (before?.standing !== 'whole') return true;
  const age = now.getTime() - Date.parse(before.wholeAt);
  return !(age >= 0 && age < WHOLE_EVERY_MS);
}

function proofOf(content: VerificationContent, key: string): string {
  return keyed('audit-verification', [canonicalJson(content)], key);
}
