import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { OwnerDatabase } from '../../platform/db/owner-database.js';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { systemScope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditChainRepository } from '../db/audit-chain.repository.js';
import { AuditRepository } from '../db/audit.repository.js';
import { BREAK_ACKNOWLEDGED, prove, type Operator } from '../domain/acknowledgement.js';
import { asStored } from '../domain/as-stored.js';
import type { AuditContent, AuditEvent } from '../domain/audit-event.js';
import { auditAppended } from '../domain/audit-events.js';
import { GENESIS_HASH, linkHash, sealHead, type KnownLink } from '../domain/hash-chain.js';
import { storedVerification } from '../domain/verification.js';
import { VerifyAudit, type ChainFindings } from './verify-audit.js';

const OPERATOR = systemScope('operator', []);
const GENESIS: KnownLink = { seq: 0, hash: GENESIS_HASH };
/** Of more faults their number and digest go on record. */
const MAX_RECORDED = 100;

/**
 * Puts on record that the trail does not prove itself, and has it go on behind what is there: after a backup was restored, after the
 * secret was changed, after somebody tampered with it. Nothing is mended or forgotten: the event tells what was found, and what is
 * found later and was not found now is a fault again.
 */
@Injectable()
export class AcknowledgeBreak {
  constructor(
    private readonly verify: VerifyAudit,
    private readonly owner: OwnerDatabase,
    private readonly repository: AuditRepository,
    private readonly chain: AuditChainRepository,
    private readonly outbox: Outbox,
    private readonly settings: Settings,
  ) {}

  /**
   * @param reason what happened, in the words of whoever looked into it
   * @param by who that is
   * @returns the event that says so
   * @throws DomainError `conflict` when nothing is amiss, or when the trail grew meanwhile
   */
  async execute(reason: string, by: Operator): Promise<AuditEvent> {
    const findings = await this.verify.execute();
    if (findings.verification.ok)
      throw new DomainError(
        'conflict',
        'The audit trail is whole: there is nothing to acknowledge.',
      );
    return this.owner.transaction(OPERATOR, async (tx) => {
      const head = await this.repository.lockHead(tx);
      const { head: hash, headSeq } = findings.verification;
      if (head.seq !== headSeq || head.hash !== hash)
        throw new DomainError('conflict', 'The audit trail grew meanwhile. Try again.');
      const event = await this.eventOf(tx, findings, { reason, by });
      const seal = sealHead(event.seq, event.hash, this.key);
      await this.chain.appendPastBreak(tx, event, { seq: event.seq, hash: event.hash, seal });
      await this.outbox.append(tx, auditAppended.of([String(event.seq)], null));
      await this.chain.keepVerification(tx, this.verified(findings, event));
      return event;
    });
  }

  private async eventOf(
    tx: Tx,
    findings: ChainFindings,
    { reason, by }: { reason: string; by: Operator },
  ): Promise<AuditEvent> {
    const { digest, proven, trail } = findings;
    const { faults, faultsTotal } = findings.verification;
    const last = await this.chain.last(tx, GENESIS);
    const said = {
      by,
      last,
      proven: proven && { seq: proven.seq, hash: proven.hash },
      faults: faults.slice(0, MAX_RECORDED),
      faultsTotal,
      digest,
      anchors: { mark: { lines: trail.lines, mac: trail.mac }, upTo: proven?.seq ?? 0 },
    };
    const content: AuditContent = {
      at: await this.chain.now(tx),
      actor: OPERATOR.actor,
      action: BREAK_ACKNOWLEDGED,
      target: null,
      territory: null,
      reason: asStored(reason) as string,
      before: null,
      after: asStored(prove(said, last.hash, this.key)),
      requestId: null,
      ip: null,
    };
    const hash = linkHash(last.hash, content);
    return { ...content, seq: last.seq + 1, previousHash: last.hash, hash };
  }

  /** What is known until the worker looks again, which it does within a minute. */
  private verified({ trail }: ChainFindings, { at, seq }: AuditEvent) {
    const written = trail.anchors.at(-1);
    return storedVerification(
      {
        checkedAt: at.toISOString(),
        wholeAt: new Date(0).toISOString(),
        standing: 'whole',
        headSeq: seq,
        faultsTotal: 0,
        firstFault: null,
        anchored: written ? { seq: written.seq, mac: written.mac } : null,
        anchorError: null,
      },
      this.key,
    );
  }

  private get key(): string {
    return this.settings.get('SECRET');
  }
}
