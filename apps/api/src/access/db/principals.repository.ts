import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Permission } from '#contract';
import type { Tx } from '../../platform/db/tx.js';
import type { GrantCell } from '../domain/grants.js';
import './tables.js';

/** A user as the guard needs one, read in one statement. */
export interface UserRow {
  readonly user_id: string;
  readonly user_name: string;
  readonly email: string;
  readonly locale: 'de' | 'en' | null;
  readonly time_zone: string | null;
  readonly seen_time_zone: string | null;
  readonly disabled_at: Date | null;
  readonly cells: GrantCell[];
}

export interface SessionRow extends UserRow {
  readonly expires_at: Date;
}

export interface TokenRow extends Omit<UserRow, 'user_id'> {
  /** null for a token of the instance's operator; the user's other columns are null then too */
  readonly user_id: string | null;
  readonly id: string;
  readonly name: string;
  readonly scopes: Permission[];
  readonly territories: string[];
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

const CELLS = sql<
  GrantCell[]
>`coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'territory', g.territory))
  from user_grants g where g.user_id = u.id), '[]'::jsonb)`;

const USER = sql`u.id as user_id, u.name as user_name, u.email, u.locale, u.time_zone, u.seen_time_zone, u.disabled_at, ${CELLS} as cells`;

/** Reads who is behind a credential, with all grants, in one statement. Needs the actor `system:access`. */
@Injectable()
export class PrincipalsRepository {
  async bySession(tx: Tx, token: string): Promise<SessionRow | undefined> {
    const query = sql<SessionRow>`select ${USER}, s.expires_at from auth_sessions s join users u on u.id = s.user_id where s.token = ${token}`;
    return (await query.execute(tx)).rows[0];
  }

  async byToken(tx: Tx, hash: string): Promise<TokenRow | undefined> {
    const query = sql<TokenRow>`select ${USER}, t.id, t.name, t.scopes, t.territories, t.expires_at, t.revoked_at
      from api_tokens t left join users u on u.id = t.user_id where t.hash = ${hash}`;
    return (await query.execute(tx)).rows[0];
  }

  /** Notes that a user or a token was just used, at most once since `before`. */
  async touch(tx: Tx, what: 'user' | 'token', id: string, now: Date, before: Date): Promise<void> {
    const unseen = (column: string) =>
      sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)} < ${before})`;
    if (what === 'user')
      await tx
        .updateTable('users')
        .set({ last_seen_at: now })
        .where('id', '=', id)
        .where(unseen('last_seen_at'))
        .execute();
    else
      await tx
        .updateTable('api_tokens')
        .set({ last_used_at: now })
        .where('id', '=', id)
        .where(unseen('last_used_at'))
        .execute();
  }
}
