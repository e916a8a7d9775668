import { Injectable } from '@nestjs/common';
import { sql, type Generated } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import { STALE_AFTER_MS, type ArmedConsole } from '../domain/armed-console.js';

interface ArmedConsolesTable {
  user_id: string;
  id: string;
  armed_at: Generated<Date>;
  seen_at: Generated<Date>;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    armed_consoles: ArmedConsolesTable;
  }
}

const STALE_AFTER = sql.lit(`${STALE_AFTER_MS / 1000} seconds`);

/** A condition: whether a row of `armed_consoles`, called `c`, counts. */
export const IS_ARMED = sql`c.seen_at > (select leitstand_now()) - ${STALE_AFTER}::interval`;

/** Tabs that ring. For the actor of this room alone. */
@Injectable()
export class ArmedConsolesRepository {
  /** The tabs of somebody that are armed now; changes of theirs wait for the end of the transaction. */
  async lockArmed(tx: Tx, userId: string): Promise<string[]> {
    await sql`select pg_advisory_xact_lock(hashtextextended('armed consoles of ' || ${userId}, 0))`.execute(
      tx,
    );
    const { rows } = await sql<{ id: string }>`select c.id from armed_consoles c
      where c.user_id = ${userId} and ${IS_ARMED}`.execute(tx);
    return rows.map(({ id }) => id);
  }

  /** A tab is armed (still): anew where it counted as none meanwhile. */
  async arm(tx: Tx, userId: string, id: string): Promise<ArmedConsole> {
    const { rows } = await sql<ArmedConsole>`
      insert into armed_consoles as c (user_id, id, armed_at, seen_at)
        select ${userId}, ${id}, at, at from (select leitstand_now() as at) one
        on conflict (user_id, id) do update set seen_at = excluded.seen_at,
          armed_at = case when ${IS_ARMED} then c.armed_at else excluded.seen_at end
        returning id, armed_at as "armedAt", seen_at + ${STALE_AFTER}::interval as "staleAt"`.execute(
      tx,
    );
    const [armed] = rows;
    if (!armed) throw new Error('a console was not armed');
    return armed;
  }

  async unarm(tx: Tx, userId: string, id: string): Promise<void> {
    await sql`delete from armed_consoles where user_id = ${userId} and id = ${id}`.execute(tx);
  }

  /** Forgets the tabs of somebody that were closed without a word. */
  async forgetStale(tx: Tx, userId: string): Promise<void> {
    await sql`delete from armed_consoles c where c.user_id = ${userId} and not (${IS_ARMED})`.execute(
      tx,
    );
  }
}
