import { keyed, sameText, type KnownLink, type KnownLinks } from './hash-chain.js';

/** The only chain there is so far; chains of single incidents will have names of their own. */
export const INSTANCE_CHAIN = 'instance';

/** A head that was verified and then noted outside of the database. */
export interface Anchor extends KnownLink {
  readonly at: Date;
  readonly chain: string;
  /** HMAC-SHA-256 over this anchor and the one before it */
  readonly mac: string;
}

/** How far the anchors reach, and the last of them: what somebody acknowledged who looked at them. */
export interface AnchorMark {
  readonly lines: number;
  readonly mac: string | null;
}

/** All anchors, as they are read line by line. */
export interface AnchorTrail extends AnchorMark {
  /** those that carry our mac, with the numbers of their lines (from 1) */
  readonly anchors: readonly (Anchor & { readonly line: number })[];
  /** numbers of lines that do not, or that follow upon a line that is gone */
  readonly damaged: readonly number[];
  /** mac of every line as it is written, whoever wrote it; the whole of a line that cannot be read */
  readonly macs: readonly string[];
}

const LINE = /^(\S+) (\S+) (\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{64})$/;

/** The anchor of a head. @param previous mac of the line before, null for the first line */
export function anchorOf(
  { seq, hash }: KnownLink,
  at: Date,
  previous: string | null,
  key: string,
): Anchor {
  const chain = INSTANCE_CHAIN;
  return {
    at,
    chain,
    seq,
    hash,
    mac: macOf({ at: at.toISOString(), chain, seq, hash }, previous, key),
  };
}

/** One line, without its end: time, chain, sequence number, hash, mac. */
export function anchorLine({ at, chain, seq, hash, mac }: Anchor): string {
  return [at.toISOString(), chain, seq, hash, mac].join(' ');
}

/** Reads anchors from their lines. */
export function readAnchors(lines: readonly string[], key: string): AnchorTrail {
  const anchors: (Anchor & { line: number })[] = [];
  const damaged: number[] = [];
  const macs: string[] = [];
  let previous: string | null = null;
  for (const [i, text] of lines.entries()) {
    const [, at = '', chain = '', seq = '', hash = '', mac = ''] = LINE.exec(text) ?? [];
    const link = { at, chain, seq: Number(seq), hash };
    if (mac !== '' && sameText(macOf(link, previous, key), mac))
      anchors.push({ ...link, at: new Date(at), mac, line: i + 1 });
    else damaged.push(i + 1);
    previous = mac || text;
    macs.push(previous);
  }
  return { anchors, damaged, macs, lines: lines.length, mac: macs.at(-1) ?? null };
}

/** What of the anchors somebody has acknowledged: lines up to `mark` count no further than to event `upTo`. */
export interface AcknowledgedAnchors {
  readonly mark: AnchorMark;
  readonly upTo: number;
}

/** The anchors without those that were acknowledged to contradict the chain, or not to be ours. */
export function standingAnchors(
  trail: AnchorTrail,
  acknowledged: readonly AcknowledgedAnchors[],
): Pick<AnchorTrail, 'anchors' | 'damaged'> {
  const held = acknowledged.filter(
    ({ mark }) => mark.lines > 0 && trail.macs[mark.lines - 1] === mark.mac,
  );
  return {
    anchors: trail.anchors.filter(
      ({ line, seq }) => !held.some(({ mark, upTo }) => line <= mark.lines && seq > upTo),
    ),
    damaged: trail.damaged.filter((line) => !held.some(({ mark }) => line <= mark.lines)),
  };
}

/** The anchors as links that are known. */
export function knownLinks(anchors: readonly KnownLink[]): KnownLinks {
  return new Map(anchors.map(({ seq, hash }) => [seq, hash]));
}

function macOf(
  { at, chain, seq, hash }: { at: string; chain: string } & KnownLink,
  previous: string | null,
  key: string,
): string {
  return keyed('audit-anchor', [previous ?? '', at, chain, seq, hash], key);
}
