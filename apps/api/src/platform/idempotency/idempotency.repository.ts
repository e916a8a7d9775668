import { Injectable } from '@nestjs/common';
import { sql, type Generated } from 'kysely';
import { agreesWith } from '../db/database-clock.js';
import { Prepared } from '../db/prepared.js';
import type { Tx } from '../db/tx.js';
import type { KnownKey } from './idempotency-key.js';

export interface IdempotencyKeysTable {
  actor_id: string;
  key: string;
  fingerprint: string;
  status: number | null;
  body: string | null;
  commits: Generated<string[]>;
  fence: Generated<string>;
  created_at: Generated<Date>;
}

declare module '../db/schema.js' {
  interface Schema {
    idempotency_keys: IdempotencyKeysTable;
  }
}

/** A key, and what its transactions have to name. */
interface FencedKey {
  readonly key: string;
  readonly fence: string;
}

@Injectable()
export class IdempotencyRepository {
  private readonly entering = new Prepared<
    [actorId: string, key: string, fence: string, id: string],
    unknown
  >(
    'leitstand-commit',
    (actorId, key, fence, id) =>
      sql`select leitstand_enter_commit(${actorId}, ${key}, ${fence}, ${id})`,
  );

  /** Forgets every key, of whomever, that is older than a day; none while the database's clock and ours (`own`) do not agree. */
  async prune(tx: Tx, own: Date): Promise<void> {
    await tx
      .deleteFrom('idempotency_keys')
      .where('created_at', '<', sql<Date>`(select leitstand_now()) - interval '24 hours'`)
      .where(agreesWith(own))
      .execute();
  }

  /** @returns its fence when the key was free, else null; waits for a transaction that is taking it at this moment */
  async take(tx: Tx, actorId: string, key: string, fingerprint: string): Promise<string | null> {
    const row = { actor_id: actorId, key, fingerprint, status: null, body: null };
    const taken = await tx
      .insertInto('idempotency_keys')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('fence')
      .executeTakeFirst();
    return taken?.fence ?? null;
  }

  find(tx: Tx, actorId: string, key: string): Promise<KnownKey | undefined> {
    const age = sql<number>`extract(epoch from leitstand_now() - created_at)::float8`.as(
      'ageSeconds',
    );
    const changed = sql<boolean>`cardinality(commits) > 0`.as('hasCommitted');
    return tx
      .selectFrom('idempotency_keys')
      .select(['fingerprint', 'status', 'body', age, changed])
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

  /**
   * Enters a transaction of the request, together with its COMMIT: nobody waits for it. One whose fence is not the key's any more is
   * rolled back.
   */
  async enter(tx: Tx, actorId: string, { key, fence }: FencedKey, id: string): Promise<void> {
    await this.entering.ride(tx, actorId, key, fence, id);
  }

  /** Whether that transaction of the request was committed; waits for it while it is under way. */
  async knows(tx: Tx, actorId: string, key: string, id: string): Promise<boolean> {
    const row = await tx
      .selectFrom('idempotency_keys')
      .select('commits')
      .where('actor_id', '=', actorId)
      .where('key', '=', key)
      .forUpdate()
      .executeTakeFirstOrThrow();
    return row.commits.includes(id);
  }

  /** Gives the key another fence: what has not entered itself by now never will. */
  async fenceOff(tx: Tx, actorId: string, { key, fence }: FencedKey): Promise<void> {
    await tx
      .updateTable('idempotency_keys')
      .set({ fence })
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
