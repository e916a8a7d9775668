import { Injectable } from '@nestjs/common';
import { auditAppended } from '../domain/audit-events.js';
import { Settings } from '../../platform/config/settings.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Attribution } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditRepository } from '../db/audit.repository.js';
import { auditBroken } from '../domain/audit-broken.js';
import type { AuditContent, AuditEntry, AuditHead } from '../domain/audit-event.js';
import { asStored } from '../domain/as-stored.js';
import { isSealed, linkHash, sealHead } from '../domain/hash-chain.js';
import { ChainBeginning } from './chain-beginning.js';

/** An entry, and who goes on record with it. */
export interface AttributedEntry {
  readonly entry: AuditEntry;
  readonly by: Attribution;
}

/** Writes what was done to the audit trail, in the transaction that does it, for the unit of work, which calls it last: it serialises writers. */
@Injectable()
export class AppendAuditEntries {
  constructor(
    private readonly repository: AuditRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly beginning: ChainBeginning,
  ) {}

  /**
   * @param entries in the order in which they are to be read
   * @throws DomainError `audit-broken` when the head does not prove that it is ours: a new seal would launder it
   */
  async execute(tx: Tx, entries: readonly AttributedEntry[]): Promise<void> {
    let head = this.proven(await this.repository.lockHead(tx));
    for (const attributed of entries) {
      const content = this.content(attributed);
      const [seq, hash] = [head.seq + 1, linkHash(head.hash, content)];
      const next = { seq, hash, seal: sealHead(seq, hash, this.settings.get('SECRET')) };
      const event = { ...content, seq, hash, previousHash: head.hash };
      await this.repository.append(tx, event, next.seal);
      await this.outbox.append(tx, auditAppended.of([String(seq)], content.territory));
      head = next;
    }
  }

  private proven(head: AuditHead): AuditHead {
    if (!isSealed(head, this.settings.get('SECRET')))
      throw auditBroken(`Its head, event ${head.seq}, does not carry our seal.`);
    if (head.seq > 0) this.beginning.note();
    else if (this.beginning.hasBegun) throw auditBroken('It is empty, although it once began.');
    return head;
  }

  private content({ entry, by: { actor, origin } }: AttributedEntry): AuditContent {
    const { action, target, territory } = entry;
    const { requestId, ip } = origin;
    const content = {
      actor,
      action,
      target,
      territory,
      reason: entry.reason ?? null,
      before: entry.before ?? null,
      after: entry.after ?? null,
      requestId,
      ip,
    };
    return { ...(asStored(content) as typeof content), at: this.clock.now() };
  }
}
