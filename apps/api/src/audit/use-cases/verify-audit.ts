import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { Yielder } from '../../platform/documents/yielder.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { AuditChainRepository } from '../db/audit-chain.repository.js';
import { AuditRepository } from '../db/audit.repository.js';
import { acknowledgementIn, breakIn } from '../domain/acknowledgement.js';
import {
  knownLinks,
  readAnchors,
  standingAnchors,
  type Anchor,
  type AnchorTrail,
} from '../domain/anchor.js';
import type { AuditEvent } from '../domain/audit-event.js';
import {
  CHAIN_START,
  endWalk,
  linkHash,
  walkAcknowledged,
  walkFrom,
  walkLink,
  type ChainFault,
  type ChainWalk,
  type KnownLink,
  type KnownLinks,
} from '../domain/hash-chain.js';
import {
  provenContent,
  type AuditVerification,
  type VerificationContent,
} from '../domain/verification.js';
import { ChainBeginning } from './chain-beginning.js';
import { AnchorStore } from '../gateways/anchor-store.js';

/** Row-level security shows this actor every event, of whatever territory. */
const VERIFIER = systemScope('audit-verify', []);

/** As many breaks are told of, the newest. */
const MAX_BREAKS = 100;

/** A verification, and what whoever goes on from it needs to know. */
export interface ChainFindings {
  readonly verification: AuditVerification;
  /** of the chain in itself, unacknowledged */
  readonly digest: string;
  readonly trail: AnchorTrail;
  /** the newest anchor that the chain agrees with */
  readonly proven: Anchor | null;
  /** nothing is wrong but that an anchor which was written is not there any more */
  readonly anchorGone: boolean;
}

export interface VerifyOptions {
  /** a link of an earlier verification that somebody kept */
  readonly known?: KnownLink | null;
  /** begins behind the newest anchor, if the chain still holds it */
  readonly sinceAnchor?: boolean;
  readonly stopping?: AbortSignal;
}

/** Walks the chain on one snapshot and tells every link that was edited, deleted, moved or cut off, and every anchor it differs from. */
@Injectable()
export class VerifyAudit {
  constructor(
    private readonly database: DatabaseReader,
    private readonly repository: AuditRepository,
    private readonly chain: AuditChainRepository,
    private readonly anchors: AnchorStore,
    private readonly settings: Settings,
    private readonly beginning: ChainBeginning,
  ) {}

  /** @throws the abort's reason when `stopping` is aborted on the way */
  async execute(options: VerifyOptions = {}): Promise<ChainFindings> {
    // In this order: an anchor stands in its file before the database says so.
    const kept = await this.database.read(VERIFIER, (tx) => this.chain.verification(tx));
    const trail = readAnchors(await this.anchors.lines(), this.key);
    const lost = lostAnchor(trail, kept && provenContent(kept.stored, this.key));
    return this.database.read(VERIFIER, (tx) => this.within(tx, { trail, lost }, options));
  }

  private async within(
    tx: Tx,
    { trail, lost }: { trail: AnchorTrail; lost: readonly ChainFault[] },
    { known = null, sinceAnchor = false, stopping }: VerifyOptions,
  ): Promise<ChainFindings> {
    const acknowledgements = await this.chain.acknowledgements(tx);
    const acknowledged = acknowledgements.flatMap(
      (event) => acknowledgementIn(event, this.key)?.anchors ?? [],
    );
    const { anchors, damaged } = standingAnchors(trail, acknowledged);
    const links: KnownLinks = knownLinks(known ? [...anchors, known] : anchors);
    const start = sinceAnchor ? await this.behindNewest(tx, anchors) : CHAIN_START;
    const { walk, events } = await this.walk(tx, start, links, stopping);
    const head = await this.repository.head(tx);
    const found = endWalk(walk, head, this.key, links);
    const outside = [
      ...damaged.map(damagedLine),
      ...lost,
      ...(head.seq === 0 && found.faultsTotal === 0 && trail.lines > 0 ? [EMPTIED] : []),
    ];
    const faultsTotal = found.faultsTotal + outside.length;
    const proven = await this.newestAgreed(tx, anchors);
    const { contradictions } = CHAIN_START;
    const inItself = endWalk({ ...walk, contradictions }, head, this.key).faultsTotal > 0;
    if (head.seq > 0) this.beginning.note();
    const verification: AuditVerification = {
      ok: faultsTotal === 0,
      standing:
        faultsTotal === 0 ? 'whole' : inItself || damaged.length > 0 ? 'broken' : 'set-back',
      events,
      head: head.hash,
      headSeq: head.seq,
      checkedAt: await this.chain.now(tx),
      faults: [...found.faults, ...outside],
      faultsTotal,
      acknowledged: walk.acknowledged,
      breaks: acknowledgements.slice(-MAX_BREAKS).map((event) => breakIn(event, this.key)),
      anchored: proven && { seq: proven.seq, at: proven.at },
    };
    const anchorGone = lost.length > 0 && faultsTotal === lost.length;
    return { verification, digest: walk.digest, trail, proven, anchorGone };
  }

  private async walk(
    tx: Tx,
    start: ChainWalk,
    links: KnownLinks,
    stopping: AbortSignal | undefined,
  ): Promise<{ walk: ChainWalk; events: number }> {
    let [walk, events] = [start, 0];
    const yielder = new Yielder();
    for (;;) {
      stopping?.throwIfAborted();
      const page = await this.chain.page(tx, walk.seq);
      if (page.length === 0) return { walk, events };
      events += page.length;
      for (const event of page) {
        walk = this.step(walk, event, links);
        await yielder.yieldIfDue();
      }
    }
  }

  private step(walk: ChainWalk, event: AuditEvent, links: KnownLinks): ChainWalk {
    const next = walkLink(walk, event, links);
    const covers = acknowledgementIn(event, this.key)?.digest === next.digest;
    return covers ? walkAcknowledged(next) : next;
  }

  /** Where a walk may begin: behind the newest anchor whose event is still the one that was anchored. */
  private async behindNewest(tx: Tx, anchors: readonly Anchor[]): Promise<ChainWalk> {
    const newest = anchors.at(-1);
    const event = newest ? await this.chain.at(tx, newest.seq) : null;
    if (!newest || !event) return CHAIN_START;
    return linkHash(event.previousHash, event) === newest.hash ? walkFrom(newest) : CHAIN_START;
  }

  private async newestAgreed(tx: Tx, anchors: readonly Anchor[]): Promise<Anchor | null> {
    for (const anchor of anchors.toReversed())
      if ((await this.chain.at(tx, anchor.seq))?.hash === anchor.hash) return anchor;
    return null;
  }

  private get key(): string {
    return this.settings.get('SECRET');
  }
}

const EMPTIED: ChainFault = {
  seq: 0,
  kind: 'truncated',
  message: 'The trail is empty, although it once began.',
};

/** The database remembers which anchor was written last: one that is missing was taken away. */
function lostAnchor(trail: AnchorTrail, kept: VerificationContent | null): ChainFault[] {
  const written = kept?.anchored;
  if (!written || trail.macs.includes(written.mac)) return [];
  const message = `The anchor of event ${written.seq} was written and is gone from the anchors.`;
  return [{ seq: written.seq, kind: 'anchor', message }];
}

function damagedLine(line: number): ChainFault {
  const message = `Line ${line} of the anchors was changed, or a line before it is gone.`;
  return { seq: 0, kind: 'anchor', message };
}
