import { Injectable } from '@nestjs/common';
import { sql, type Generated } from 'kysely';
import { agreesWith } from '../db/database-clock.js';
import type { Tx } from '../db/tx.js';
import type { KnownKey } from './idempotency-key.js';

export interface IdempotencyKeysTable {
  actor_id: string;
  key: string;
  fingerprint: string;
  status: number | null;
  body: string | null;
  created_at: Generated<Date>;
}

declare module '../db/schema.js' {
  interface Schema {
    idempotency_keys: IdempotencyKeysTable;
  }
}

@Injectable()
export class IdempotencyRepository {
  /** Forgets every key, of whomever, that is older than a day; none while the database's clock and ours (`own`) do not agree. */
  async prune(tx: Tx, own: Date): Promise<void> {
    await tx
      .deleteFrom('idempotency_keys')
      .where('created_at', '<', sql<Date>`(select leitstand_now()) - interval '24 hours'`)
      .where(agreesWith(own))
      .execute();
  }

  /** @returns whether the key was free; waits for a transaction that is taking it at this moment */
  async take(tx: Tx, actorId: string, key: string, fingerprint: string): Promise<boolean> {
    const row = { actor_id: actorId, key, fingerprint, status: null, body: null };
    const done = await tx
      .insertInto('idempotency_keys')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    return done.numInsertedOrUpdatedRows === 1n;
  }

  find(tx: Tx, actorId: string, key: string): Promise<KnownKey | undefined> {
    const age = sql<number>`extract(epoch from leitstand_now() - created_at)::float8`.as(
      'ageSeconds',
    );
    return tx
      .selectFrom('idempotency_keys')
      .select(['fingerprint', 'status', 'body', age])
      .where('actor_id', '=', actorId)
      .where('key', '=', key)
      .executeTakeFirst();
  }

  async answer(
    tx: Tx,
    actorId: string,
    key: string,
    status: number,
    body: string | null,
  ): Promise<void> {
    await tx
      .updateTable('idempotency_keys')
      .set({ status, body })
      .where('actor_id', '=', actorId)
      .where('key', '=', key)
      .execute();
  }

  async release(tx: Tx, actorId: string, key: string): Promise<void> {
    await tx
      .deleteFrom('idempotency_keys')
      .where('actor_id', '=', actorId)
      .where('key', '=', key)
      .execute();
  }
}
