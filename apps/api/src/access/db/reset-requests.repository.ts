import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { EncryptedJson } from '../../platform/db/encrypted-json.js';
import type { Tx } from '../../platform/db/tx.js';
import { newId } from '../../platform/kernel/ids.js';
import type { ResetRequest } from '../domain/password-reset.js';
import './tables.js';

const TABLE = 'password_reset_requests';

/** Requests for reset links that nobody has answered yet. All methods need the actor `system:access`. */
@Injectable()
export class ResetRequestsRepository {
  constructor(private readonly encrypted: EncryptedJson) {}

  async add(tx: Tx, request: ResetRequest): Promise<string> {
    const id = newId();
    const content = this.encrypted.encrypt(TABLE, id, request);
    await tx.insertInto(TABLE).values({ id, content }).execute();
    return id;
  }

  /**
   * Takes a request out; of two who come for it only one finds it.
   * @returns null when it is gone, older than an hour, or was written under another secret
   */
  async take(tx: Tx, id: string): Promise<ResetRequest | null> {
    const row = await tx
      .deleteFrom(TABLE)
      .where('id', '=', id)
      .returning([
        'content',
        sql<boolean>`created_at > leitstand_now() - interval '1 hour'`.as('fresh'),
      ])
      .executeTakeFirst();
    if (!row?.fresh) return null;
    return (this.encrypted.decrypt(TABLE, id, row.content) as ResetRequest | undefined) ?? null;
  }

  /** Requests whose maker did not get to them. @param after seconds since they were made */
  async left(tx: Tx, after: number): Promise<string[]> {
    const rows = await tx
      .selectFrom(TABLE)
      .select('id')
      .where('created_at', '<', sql<Date>`leitstand_now() - make_interval(secs => ${after})`)
      .orderBy('created_at')
      .execute();
    return rows.map(({ id }) => id);
  }
}
