import { Injectable } from '@nestjs/common';
import { Leases, type Lease } from '../../platform/background/leases.js';
import { Settings } from '../../platform/config/settings.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { Timers } from '../../platform/kernel/timers.js';
import { AuditChainRepository } from '../db/audit-chain.repository.js';
import { anchorLine, anchorOf, readAnchors } from '../domain/anchor.js';
import {
  provenContent,
  storedVerification,
  withAnchor,
  type AuditVerification,
  type VerificationContent,
  type WrittenAnchor,
} from '../domain/verification.js';
import { AnchorStore } from '../gateways/anchor-store.js';
import { UnitOfWork } from './unit-of-work.js';
import type { ChainFindings } from './verify-audit.js';

const SCOPE = systemScope('audit-verify', []);
/** Of a lease that is held while one line is written. */
const TTL_MS = 10_000;
const AGAIN_MS = 200;
const TRIES = (2 * TTL_MS) / AGAIN_MS;

/**
 * Notes a head that was just proven outside of the database. One process at a time, since the mac of each line goes over the line
 * before it.
 */
@Injectable()
export class AnchorHead {
  constructor(
    private readonly leases: Leases,
    private readonly timers: Timers,
    private readonly unit: UnitOfWork,
    private readonly chain: AuditChainRepository,
    private readonly anchors: AnchorStore,
    private readonly settings: Settings,
  ) {}

  /**
   * @param content what is to be kept of the verification
   * @returns what was anchored now; null when there was nothing to anchor
   * @throws Error when the line could not be written
   */
  async execute(
    { verification, trail, proven }: ChainFindings,
    content: VerificationContent,
  ): Promise<AuditVerification['anchored']> {
    const { ok, headSeq } = verification;
    if (!ok || headSeq === 0 || proven?.seq === headSeq) return null;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const held = await this.leases.hold(SCOPE, 'audit.anchor', { ttl: TTL_MS }, (lease) =>
        this.append(lease, verification, trail.lines, content),
      );
      if (held.held) return held.value;
      await new Promise<void>((resolve) => this.timers.after(AGAIN_MS, resolve));
    }
    throw new Error('another process did not finish writing its anchor');
  }

  /** @param known how many lines there were when the head was verified */
  private async append(
    lease: Lease,
    { headSeq: seq, head: hash, checkedAt }: AuditVerification,
    known: number,
    content: VerificationContent,
  ): Promise<AuditVerification['anchored']> {
    const trail = readAnchors(await this.anchors.lines(), this.key);
    const isAnchored = trail.anchors.some((anchor) => anchor.line > known && anchor.seq >= seq);
    if (isAnchored) return null;
    const anchor = anchorOf({ seq, hash }, checkedAt, trail.mac, this.key);
    await this.anchors.append(anchorLine(anchor));
    await this.keep(lease, content, { seq, mac: anchor.mac });
    return { seq, at: anchor.at };
  }

  private keep(lease: Lease, content: VerificationContent, anchored: WrittenAnchor): Promise<void> {
    return this.unit.fenced(lease, SCOPE, async (write) => {
      const { tx } = write;
      write.unrecorded('where a head is anchored does not belong into the trail');
      const kept = await this.chain.verification(tx);
      const before = kept && provenContent(kept.stored, this.key);
      const after = withAnchor(content, before, anchored);
      await this.chain.keepVerification(tx, storedVerification(after, this.key));
    });
  }

  private get key(): string {
    return this.settings.get('SECRET');
  }
}
