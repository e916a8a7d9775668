import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { ApiToken } from '../domain/api-token.js';
import type { ApiTokensTable } from './tables.js';

@Injectable()
export class ApiTokensRepository {
  async add(tx: Tx, token: ApiToken, hash: string): Promise<void> {
    const row = {
      id: token.id,
      user_id: token.userId,
      name: token.name,
      prefix: token.prefix,
      hash,
      scopes: token.scopes,
      territories: token.territories,
      created_by: token.createdBy,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    };
    await tx.insertInto('api_tokens').values(row).execute();
  }

  /** Newest first; row-level security leaves those that touch the scope's territories. */
  async list(tx: Tx): Promise<ApiToken[]> {
    const rows = await tx
      .selectFrom('api_tokens')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map(fromRow);
  }

  /** Until the end of the transaction nobody else counts the tokens of this owner to add one. */
  async lockOwner(tx: Tx, userId: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended('api tokens of ' || ${userId}, 0))`.execute(
      tx,
    );
  }

  /** How many of somebody's tokens still open something. */
  async countLive(tx: Tx, userId: string, now: Date): Promise<number> {
    const { live } = await tx
      .selectFrom('api_tokens')
      .select((eb) => eb.fn.countAll<string>().as('live'))
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
      .executeTakeFirstOrThrow();
    return Number(live);
  }

  async lock(tx: Tx, id: string): Promise<ApiToken | undefined> {
    const row = await tx
      .selectFrom('api_tokens')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    return row && fromRow(row);
  }

  async revoke(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.updateTable('api_tokens').set({ revoked_at: now }).where('id', '=', id).execute();
  }

  /** @returns those that were not revoked before */
  async revokeAllOf(tx: Tx, userId: string, now: Date): Promise<ApiToken[]> {
    const rows = await tx
      .updateTable('api_tokens')
      .set({ revoked_at: now })
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .returningAll()
      .execute();
    return rows.map(fromRow);
  }
}

function fromRow(row: Selectable<ApiTokensTable>): ApiToken {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    territories: row.territories,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
    revokedAt: row.revoked_at,
  };
}
