import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { DomainEvent } from '../kernel/event.js';
import type { Tx } from '../db/tx.js';

/** Where a reader stands: everything up to here it has seen. */
export interface OutboxPosition {
  readonly tx: string;
  readonly id: number;
}

/** One fact as it is kept. */
export interface OutboxRow extends OutboxPosition {
  /** name of the event */
  readonly type: string;
  readonly ids: readonly string[];
  readonly territory: string | null;
  readonly at: Date;
}

/** The outbox table: facts are appended with the change that made them true, and read in commit order. */
@Injectable()
export class Outbox {
  async append(tx: Tx, ...events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    const rows = events.map((e) => ({
      type: e.declaration.name,
      ids: JSON.stringify(e.ids),
      territory: e.territory,
    }));
    await tx.insertInto('outbox').values(rows).execute();
  }

  /**
   * Rows after `position`, oldest first. Rows of transactions that may still have older ones running beside them are left for
   * the next read, so that a reader never skips one that commits late.
   */
  async readAfter(tx: Tx, position: OutboxPosition, limit: number): Promise<OutboxRow[]> {
    return tx
      .selectFrom('outbox')
      .select(['id', sql<string>`tx::text`.as('tx'), 'type', 'ids', 'territory', 'at'])
      .where(
        sql<boolean>`(tx, id) > (${position.tx}::xid8, ${position.id}::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())`,
      )
      .orderBy('outbox.tx')
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** Where a reader that wants only what is new begins. */
  async head(tx: Tx): Promise<OutboxPosition> {
    const query = sql<OutboxPosition>`select tx::text as tx, id from outbox
      where tx < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.tx desc, id desc limit 1`;
    const { rows } = await query.execute(tx);
    return rows[0] ?? { tx: '0', id: 0 };
  }

  /** Up to `limit` rows after which nobody was woken yet, oldest first. */
  async unrelayed(tx: Tx, limit: number): Promise<OutboxRow[]> {
    const query = sql<OutboxRow>`select id, tx::text as tx, type, ids, territory, at from outbox
      where relayed_at is null order by outbox.tx, id limit ${limit}`;
    return (await query.execute(tx)).rows;
  }

  async markRelayed(tx: Tx, ids: readonly number[]): Promise<void> {
    await tx
      .updateTable('outbox')
      .set({ relayed_at: sql<Date>`leitstand_now()` })
      .where('id', 'in', [...ids])
      .execute();
  }

  /** Age of the oldest row after which nobody was woken yet, in seconds on the database's clock; 0 when there is none. */
  async waitingSeconds(tx: Tx): Promise<number> {
    const query = sql<{
      age: number;
    }>`select extract(epoch from leitstand_now() - at)::float8 as age from outbox
      where relayed_at is null order by outbox.tx, id limit 1`;
    return (await query.execute(tx)).rows[0]?.age ?? 0;
  }

  /** Deletes rows that were relayed more than a day ago; readers that were gone longer start anew from the head. */
  async prune(tx: Tx): Promise<void> {
    await tx
      .deleteFrom('outbox')
      .where('relayed_at', '<', sql<Date>`leitstand_now() - interval '24 hours'`)
      .execute();
  }
}
