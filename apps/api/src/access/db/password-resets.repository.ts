import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import './tables.js';

/** All methods need the actor `system:access`. */
@Injectable()
export class PasswordResetsRepository {
  async add(tx: Tx, userId: string, hash: string, now: Date, expiresAt: Date): Promise<void> {
    await tx
      .insertInto('password_resets')
      .values({ token_hash: hash, user_id: userId, created_at: now, expires_at: expiresAt })
      .execute();
  }

  /** Whom a link that still opens something is for. */
  async findLive(tx: Tx, hash: string, now: Date): Promise<string | undefined> {
    const query = tx
      .selectFrom('password_resets')
      .select('user_id')
      .where('token_hash', '=', hash)
      .where('expires_at', '>', now);
    return (await query.executeTakeFirst())?.user_id;
  }

  /** The same, and uses the link up: of two who come with it at once only one finds it. */
  async takeLive(tx: Tx, hash: string, now: Date): Promise<string | undefined> {
    const query = tx
      .deleteFrom('password_resets')
      .where('token_hash', '=', hash)
      .where('expires_at', '>', now)
      .returning('user_id');
    return (await query.executeTakeFirst())?.user_id;
  }

  async removeAllOf(tx: Tx, userId: string): Promise<void> {
    await tx.deleteFrom('password_resets').where('user_id', '=', userId).execute();
  }
}
