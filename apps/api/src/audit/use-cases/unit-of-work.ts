import { Injectable } from '@nestjs/common';
import { assertHeld, type Lease } from '../../platform/background/leases.js';
import { Database } from '../../platform/db/database.js';
import type { Tx } from '../../platform/db/tx.js';
import { WriteWatch } from '../../platform/db/write-watch.js';
import type { DomainEvent } from '../../platform/kernel/event.js';
import type { Actor, Attribution, Origin, Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import type { AuditEntry } from '../domain/audit-event.js';
import { AppendAuditEntries, type AttributedEntry } from './append-audit-entries.js';

/** A transaction that writes, and what is to be said of it. */
export class Write {
  readonly entries: AttributedEntry[] = [];
  readonly events: DomainEvent[] = [];
  reason: string | null = null;

  constructor(
    readonly tx: Tx,
    /** under which the transaction runs: what it may see and touch */
    readonly scope: Scope,
  ) {}

  /** Entries for the audit trail, about what the transaction changed; they are appended when the work is done. */
  record(...entries: readonly AuditEntry[]): void {
    this.recordAs(this.by.actor, ...entries);
  }

  /** The same, where the one who acts is known only since the work began. */
  recordAs(actor: Actor, ...entries: readonly AuditEntry[]): void {
    const by = { actor, origin: this.by.origin };
    this.entries.push(...entries.map((entry) => ({ entry, by })));
  }

  /** The same, where the request that led here came from elsewhere. */
  recordFrom(origin: Origin, ...entries: readonly AuditEntry[]): void {
    const { actor } = this.by;
    this.entries.push(...entries.map((entry) => ({ entry, by: { actor, origin } })));
  }

  /** Events for the outbox. */
  emit(...events: readonly DomainEvent[]): void {
    this.events.push(...events);
  }

  private get by(): Attribution {
    return this.scope.onBehalfOf ?? this.scope;
  }

  /** For a write that nobody needs to be able to look up. @param reason why, for the reader of the code */
  unrecorded(reason: string): void {
    this.reason = reason;
  }
}

/**
 * The one door for writing. A use case changes state through `write.tx` and says what goes on record; events and entries are
 * appended last, since the audit trail lets one writer in at a time, and all of it is committed together or not at all.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly audit: AppendAuditEntries,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param scope of the transaction; also says who goes on record
   * @throws Error when something was written and nothing recorded: a fault of the program, and nothing is kept
   */
  run<T>(scope: Scope, work: (write: Write) => Promise<T> | T): Promise<T> {
    return this.database.transaction(scope, (tx) => this.within(tx, scope, work));
  }

  /**
   * The same for background work, committed only while its lease is held.
   * @throws LeaseLost when it is not any more; `work` is not called then
   */
  fenced<T>(lease: Lease, scope: Scope, work: (write: Write) => Promise<T> | T): Promise<T> {
    return this.database.transaction(scope, async (tx) => {
      await assertHeld(tx, lease);
      return this.within(tx, scope, work);
    });
  }

  private async within<T>(
    tx: Tx,
    scope: Scope,
    work: (write: Write) => Promise<T> | T,
  ): Promise<T> {
    const watch = new WriteWatch();
    const write = new Write(tx.withPlugin(watch), scope);
    const result = await work(write);
    if (watch.wrote !== null && write.entries.length === 0 && write.reason === null)
      throw new Error(`a write left no record: ${watch.wrote}`);
    await this.outbox.append(tx, ...write.events);
    if (write.entries.length > 0) await this.audit.execute(tx, write.entries);
    return result;
  }
}
