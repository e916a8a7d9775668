import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { eventNamed, type DomainEvent } from '../kernel/event.js';
import type { Tx } from '../db/tx.js';

/** Where a reader stands: everything up to here it has seen. */
export interface OutboxPosition {
  readonly tx: string;
  readonly id: number;
}

/** The later of two positions. */
export function later(a: OutboxPosition, b: OutboxPosition): OutboxPosition {
  const [x, y] = [BigInt(a.tx), BigInt(b.tx)];
  return x > y || (x === y && a.id >= b.id) ? a : b;
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
  /** @throws Error for an event that nobody declared, of which neither screens nor subscriptions would know: a fault of the program */
  async append(tx: Tx, ...events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    for (const { declaration } of events)
      if (eventNamed(declaration.name) !== declaration)
        throw new Error(`the event ${declaration.name} is not declared`);
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

  /**
   * Settled rows behind `from` up to and including `to`, oldest first.
   * @param names only events of these names; null = of all
   */
  async readBetween(
    tx: Tx,
    from: OutboxPosition,
    to: OutboxPosition,
    limit: number,
    names: readonly string[] | null,
  ): Promise<OutboxRow[]> {
    const { rows } =
      await sql<OutboxRow>`select id, tx::text as tx, type, ids, territory, at from outbox
      where (tx, id) > (${from.tx}::xid8, ${from.id}::bigint) and (tx, id) <= (${to.tx}::xid8, ${to.id}::bigint)
        and (${names}::text[] is null or type = any (${names}::text[]))
      order by outbox.tx, id limit ${limit}`.execute(tx);
    return rows;
  }

  /** The newest settled row: where a reader that wants only what is new begins. */
  async head(tx: Tx): Promise<OutboxPosition> {
    const query = sql<OutboxPosition>`select tx::text as tx, id from outbox
      where tx < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.tx desc, id desc limit 1`;
    const { rows } = await query.execute(tx);
    return rows[0] ?? { tx: '0', id: 0 };
  }
}
