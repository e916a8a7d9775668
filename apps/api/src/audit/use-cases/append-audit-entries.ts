import { Injectable } from '@nestjs/common';
import { auditAppended } from '../domain/audit-events.js';
import { Settings } from '../../platform/config/settings.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { Yielder } from '../../platform/documents/yielder.js';
import type { Attribution } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { AuditRepository } from '../db/audit.repository.js';
import { auditBroken } from '../domain/audit-broken.js';
import type { AuditContent, AuditEntry, AuditEvent, AuditHead } from '../domain/audit-event.js';
import { asStored } from '../domain/as-stored.js';
import { isSealed, linkHash, sealHead } from '../domain/hash-chain.js';
import { ChainBeginning } from './chain-beginning.js';

/** As many go to the database in one statement, or fewer large ones. */
const BATCH_EVENTS = 250;
const BATCH_LENGTH = 4_000_000;

type Undated = Omit<AuditContent, 'at'>;

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
    private readonly settings: Settings,
    private readonly beginning: ChainBeginning,
  ) {}

  /**
   * All that can be done before is done before the head is locked: from then on every other writer waits.
   * @param entries in the order in which they are to be read; they bear one instant, that of the append, by the database's clock
   * @throws DomainError `audit-broken` when the head does not prove that it is ours: a new seal would launder it
   */
  async execute(tx: Tx, entries: readonly AttributedEntry[]): Promise<void> {
    const batches = await batchesOf(entries);
    let head = this.proven(await this.repository.lockHead(tx));
    const at = await databaseNow(tx); // whatever a process believes, and in the order of the chain
    for (const batch of batches) head = await this.extend(tx, head, at, batch);
  }

  /** @returns the new head */
  private async extend(
    tx: Tx,
    head: AuditHead,
    at: Date,
    contents: readonly Undated[],
  ): Promise<AuditHead> {
    const events: AuditEvent[] = [];
    let { seq, hash } = head;
    for (const content of contents) {
      const previousHash = hash;
      [seq, hash] = [seq + 1, linkHash(previousHash, { ...content, at })];
      events.push({ ...content, at, seq, hash, previousHash });
    }
    const seal = sealHead(seq, hash, this.settings.get('SECRET'));
    await this.repository.append(tx, events, seal);
    const told = events.map((event) => auditAppended.of([String(event.seq)], event.territory));
    await this.outbox.append(tx, ...told);
    return { seq, hash, seal };
  }

  private proven(head: AuditHead): AuditHead {
    if (!isSealed(head, this.settings.get('SECRET')))
      throw auditBroken(`Its head, event ${head.seq}, does not carry our seal.`);
    if (head.seq > 0) this.beginning.note();
    else if (this.beginning.hasBegun) throw auditBroken('It is empty, although it once began.');
    return head;
  }
}

/** What is written in one statement each, in order. */
async function batchesOf(entries: readonly AttributedEntry[]): Promise<Undated[][]> {
  const yielder = new Yielder();
  const batches: Undated[][] = [];
  let length = Infinity;
  for (const entry of entries) {
    const content = undated(entry);
    if (length > BATCH_LENGTH || batches.at(-1)?.length === BATCH_EVENTS) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(content);
    length += JSON.stringify(content).length;
    await yielder.yieldIfDue();
  }
  return batches;
}

function undated({ entry, by: { actor, origin } }: AttributedEntry): Undated {
  const { action, target, territory } = entry;
  const { requestId, ip } = origin;
  return asStored({
    actor,
    action,
    target,
    territory,
    reason: entry.reason ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId,
    ip,
  }) as Undated;
}
