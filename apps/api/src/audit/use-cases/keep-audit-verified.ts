import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Leases, type Lease } from '../../platform/background/leases.js';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { AuditChainRepository } from '../db/audit-chain.repository.js';
import { AuditRepository } from '../db/audit.repository.js';
import {
  contentOf,
  isDue,
  isWholeDue,
  provenContent,
  storedVerification,
  type AuditVerification,
  type VerificationContent,
} from '../domain/verification.js';
import { AnchorHead } from './anchor-head.js';
import { UnitOfWork } from './unit-of-work.js';
import { VerifyAudit, type ChainFindings } from './verify-audit.js';

const SCOPE = systemScope('audit-verify', []);
const TTL_MS = 60_000;

/**
 * Verifies the chain on behalf of nobody, keeps what was found, and anchors the head outside of the database when all is well: what
 * is anchored was verified. It walks from the newest anchor on, and from the beginning once a day and whenever something is amiss.
 */
@Injectable()
export class KeepAuditVerified {
  constructor(
    private readonly verify: VerifyAudit,
    private readonly leases: Leases,
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly chain: AuditChainRepository,
    private readonly repository: AuditRepository,
    private readonly anchor: AnchorHead,
    private readonly settings: Settings,
    private readonly log: PinoLogger,
  ) {}

  /** Whether the last verification, whoever did it, is an hour old, knew a later head, or one from the beginning is called for. */
  async isDue(): Promise<boolean> {
    const { before, now, headSeq } = await this.before();
    return isDue(before, now, headSeq);
  }

  /**
   * @returns what was found, with the anchor that was written for it; null when another process is at it
   * @throws Error when the head could not be anchored, which is kept, too
   */
  async execute(stopping: AbortSignal): Promise<AuditVerification | null> {
    const held = await this.leases.hold(SCOPE, 'audit.verify', { ttl: TTL_MS }, (lease) =>
      this.pass(lease, stopping),
    );
    return held.held ? held.value : null;
  }

  private async pass(lease: Lease, stopping: AbortSignal): Promise<AuditVerification> {
    const { before, now } = await this.before();
    let whole = isWholeDue(before, now);
    let findings = await this.verify.execute({ sinceAnchor: !whole, stopping });
    if (!whole && !findings.verification.ok) {
      // Only a walk over all of them tells acknowledged faults from others.
      findings = await this.verify.execute({ stopping });
      whole = true;
    }
    const { verification, anchorGone } = findings;
    if (!verification.ok) this.tell(verification);
    const wholeAt = whole ? verification.checkedAt.toISOString() : (before?.wholeAt ?? '');
    const content = contentOf(verification, wholeAt, before?.anchored ?? null, anchorGone);
    await this.keep(lease, content);
    const anchored = await this.anchored(lease, findings, content);
    return anchored ? { ...verification, anchored } : verification;
  }

  private async anchored(
    lease: Lease,
    findings: ChainFindings,
    content: VerificationContent,
  ): Promise<AuditVerification['anchored']> {
    try {
      return await this.anchor.execute(findings, content);
    } catch (error) {
      await this.keep(lease, { ...content, anchorError: (error as Error).message });
      throw error;
    }
  }

  private before(): Promise<{
    before: VerificationContent | null;
    now: Date;
    headSeq: number;
  }> {
    return this.database.read(SCOPE, async (tx) => {
      const kept = await this.chain.verification(tx);
      return {
        before: kept && provenContent(kept.stored, this.key),
        now: await this.chain.now(tx),
        headSeq: (await this.repository.head(tx)).seq,
      };
    });
  }

  private keep(lease: Lease, content: VerificationContent): Promise<void> {
    return this.unit.fenced(lease, SCOPE, (write) => {
      write.unrecorded('what a verification found of the trail does not belong into the trail');
      return this.chain.keepVerification(write.tx, storedVerification(content, this.key));
    });
  }

  private tell({ standing, headSeq, faults, faultsTotal }: AuditVerification): void {
    this.log.error(
      { standing, headSeq, faultsTotal, faults: faults.slice(0, 10) },
      'the audit trail does not prove itself',
    );
  }

  private get key(): string {
    return this.settings.get('SECRET');
  }
}
