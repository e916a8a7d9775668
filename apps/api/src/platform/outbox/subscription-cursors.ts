import { Injectable } from '@nestjs/common';
import { sql, type Generated } from 'kysely';
import { agreesWith } from '../db/database-clock.js';
import type { Tx } from '../db/tx.js';
import { Outbox, type OutboxPosition } from './outbox.js';

interface SubscriptionCursorsTable {
  name: string;
  tx: string;
  id: number;
  failures: Generated<number>;
  last_error: string | null;
  failing_since: Date | null;
  next_try_at: Date | null;
  updated_at: Generated<Date>;
}

declare module '../db/schema.js' {
  interface Schema {
    subscription_cursors: SubscriptionCursorsTable;
  }
}

/** Where a subscription stands, and how often the event behind it failed in a row. */
export interface SubscriptionCursor extends OutboxPosition {
  readonly failures: number;
}

/** A subscription that does not get on. */
export interface StalledSubscription {
  readonly name: string;
  /** since when its next event waits, in seconds */
  readonly seconds: number;
  /** null when nothing failed: nobody runs it, or it is busy */
  readonly error: string | null;
}

/** A cursor that nobody has looked at for as long belongs to a subscription that no program has any more. */
const FORGOTTEN = sql.lit('7 days');

/** How far each subscription has come. */
@Injectable()
export class SubscriptionCursors {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Transaction numbers begin anew when a dump is restored into another cluster: rows and cursors from before would then stand in
   * the far future, and what happens now behind them. Where that is so, every row is written again in the order it had, and every
   * cursor put where it was among them. Call it before anything is handled.
   * @returns how many rows were written again
   */
  async rebase(tx: Tx): Promise<number> {
    const future = sql`tx >= pg_snapshot_xmax(pg_current_snapshot())`;
    const { rows: foreign } = await sql`select from outbox where ${future}
      union all select from subscription_cursors where ${future} limit 1`.execute(tx);
    if (foreign.length === 0) return 0;
    await sql`lock table outbox, subscription_cursors in exclusive mode`.execute(tx);
    const { rows: cursors } = await sql<{ name: string; behind: number }>`select c.name,
        (select count(*) from outbox o where case when c.tx >= horizon then o.tx >= horizon and (o.tx, o.id) <= (c.tx, c.id)
           else o.tx >= horizon or (o.tx, o.id) <= (c.tx, c.id) end) as behind
      from subscription_cursors c, pg_snapshot_xmax(pg_current_snapshot()) as horizon`.execute(tx);
    const { rows } = await sql<OutboxPosition>`with old as (delete from outbox returning *)
      insert into outbox (tx, type, ids, territory, at)
        select pg_current_xact_id(), type, ids, territory, at from old order by not (${future}), tx, id
      returning tx::text as tx, id`.execute(tx);
    for (const { name, behind } of cursors)
      await this.move(tx, name, rows[behind - 1] ?? { tx: '0', id: 0 });
    return rows.length;
  }

  /** Begins a subscription that is new. */
  async begin(tx: Tx, name: string, from: 'beginning' | 'now'): Promise<void> {
    const start = from === 'now' ? await this.outbox.head(tx) : { tx: '0', id: 0 };
    await sql`insert into subscription_cursors (name, tx, id)
      values (${name}, ${start.tx}::xid8, ${start.id}) on conflict (name) do nothing`.execute(tx);
  }

  /**
   * Takes a subscription's cursor until the transaction ends.
   * @returns null when another process has it, when its next try is not due yet, or when it was never begun
   */
  async take(tx: Tx, name: string): Promise<SubscriptionCursor | null> {
    const { rows } = await sql<SubscriptionCursor>`select tx::text as tx, id, failures
      from subscription_cursors
      where name = ${name} and (next_try_at is null or next_try_at <= leitstand_now())
      for update skip locked`.execute(tx);
    return rows[0] ?? null;
  }

  /** Everything up to `position` is handled. A cursor that stands still is written once a minute, as a sign of life. */
  async move(tx: Tx, name: string, position: OutboxPosition): Promise<void> {
    await sql`update subscription_cursors
      set tx = ${position.tx}::xid8, id = ${position.id}, failures = 0, last_error = null,
          failing_since = null, next_try_at = null, updated_at = leitstand_now()
      where name = ${name}
        and ((tx, id) <> (${position.tx}::xid8, ${position.id}::bigint) or failures > 0
             or updated_at < leitstand_now() - interval '1 minute')`.execute(tx);
  }

  /**
   * Everything up to `position` is handled, and what follows failed.
   * @param since when the event that failed was written
   * @param wait milliseconds until it is tried again
   */
  async fail(
    tx: Tx,
    name: string,
    position: OutboxPosition,
    failure: { failures: number; error: string; since: Date; wait: number },
  ): Promise<void> {
    const { failures, error, since, wait } = failure;
    await sql`update subscription_cursors
      set tx = ${position.tx}::xid8, id = ${position.id}, failures = ${failures}, last_error = ${error},
          failing_since = ${since}, next_try_at = leitstand_now() + make_interval(secs => ${wait / 1000}::float8),
          updated_at = leitstand_now()
      where name = ${name}`.execute(tx);
  }

  /** Subscriptions behind which rows of the outbox have waited for longer than `seconds`, whatever the rows are. */
  async stalled(tx: Tx, seconds: number): Promise<StalledSubscription[]> {
    const { rows } = await sql<StalledSubscription>`select c.name, c.last_error as error,
        extract(epoch from leitstand_now() - coalesce(c.failing_since, o.at))::float8 as seconds
      from subscription_cursors c
      cross join lateral (select at from outbox
        where (tx, id) > (c.tx, c.id) and tx < pg_snapshot_xmin(pg_current_snapshot())
        order by tx, id limit 1) o
      where o.at < leitstand_now() - make_interval(secs => ${seconds}::float8)
        and c.updated_at > leitstand_now() - ${FORGOTTEN}::interval
      order by c.name`.execute(tx);
    return rows;
  }

  /**
   * Deletes cursors of subscriptions that no program has any more, and rows that every other one has behind it for a day. A cursor is
   * forgotten when others were looked at for a week since: while everything stood still, nothing is. A day of rows at most, and none
   * while the database's clock and ours do not agree.
   * @param own our clock
   */
  async prune(tx: Tx, own: Date): Promise<void> {
    await sql`delete from subscription_cursors
      where updated_at < (select max(updated_at) from subscription_cursors) - ${FORGOTTEN}::interval`.execute(
      tx,
    );
    await sql`delete from outbox where ${agreesWith(own)}
      and at < (select least(leitstand_now() - interval '24 hours', min(at) + interval '1 day') from outbox)
      and not exists (select from subscription_cursors c where (c.tx, c.id) < (outbox.tx, outbox.id))`.execute(
      tx,
    );
  }
}
