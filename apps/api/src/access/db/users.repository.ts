import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { agreesWith } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { grantsOf, type GrantCell } from '../domain/grants.js';
import type { User } from '../domain/user.js';
import './tables.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly disabled_at: Date | null;
  readonly last_seen_at: Date | null;
  readonly created_at: Date;
  readonly cells: GrantCell[];
}

const SELECT = sql`select u.id, u.name, u.email, u.disabled_at, u.last_seen_at, u.created_at,
  coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'territory', g.territory))
            from user_grants g where g.user_id = u.id), '[]'::jsonb) as cells from users u`;

/** What a new user is made of. */
export interface NewUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: 'de' | 'en' | null;
}

@Injectable()
export class UsersRepository {
  /** Users who hold something in `territories`, and `self`; users who hold nothing anywhere where these are all there are; by name. Actor `system:access`. */
  async list(tx: Tx, territories: readonly string[], self: string | null): Promise<User[]> {
    const own = sql`${[...territories]}::text[]`;
    const mine = sql`exists (select from user_grants g where g.user_id = u.id and g.territory = any (${own}))`;
    const nobodys = sql`not exists (select from user_grants g where g.user_id = u.id)
      and not exists (select from territories t where t.code <> all (${own}))`;
    const query = sql<Row>`${SELECT} where ${mine} or u.id = ${self}::uuid or (${nobodys})
      order by lower(u.name), u.id`;
    return (await query.execute(tx)).rows.map(fromRow);
  }

  async find(tx: Tx, id: string): Promise<User | undefined> {
    return (await sql<Row>`${SELECT} where u.id = ${id}`.execute(tx)).rows.map(fromRow)[0];
  }

  async findByEmail(tx: Tx, email: string): Promise<User | undefined> {
    return (await sql<Row>`${SELECT} where u.email = ${email.toLowerCase()}`.execute(tx)).rows.map(
      fromRow,
    )[0];
  }

  /** Users by address or id, with what they hold in the territories that the scope sees. @param emails in lower case */
  async findAll(
    tx: Tx,
    { emails = [], ids = [] }: { emails?: readonly string[]; ids?: readonly string[] },
  ): Promise<User[]> {
    const query = sql<Row>`${SELECT} where u.email = any (${[...emails]}::text[]) or u.id = any (${[...ids]}::uuid[])`;
    return (await query.execute(tx)).rows.map(fromRow);
  }

  /** The user that a subject of an identity provider is linked to. Actor `system:access`. */
  async findBySubject(tx: Tx, provider: string, subject: string): Promise<User | undefined> {
    const linked = sql`select a.user_id from auth_accounts a where a.provider_id = ${provider} and a.account_id = ${subject}`;
    return (await sql<Row>`${SELECT} where u.id = (${linked})`.execute(tx)).rows.map(fromRow)[0];
  }

  /**
   * Locks everybody who holds the role `admin` anywhere, so that two administrators cannot demote each other at once.
   * Actor `system:access`.
   */
  async lockAdministrators(tx: Tx): Promise<User[]> {
    await sql`select pg_advisory_xact_lock(hashtext('leitstand:administrators'))`.execute(tx);
    const query = sql<Row>`${SELECT} where exists (select from user_grants g where g.user_id = u.id and g.role = 'admin')`;
    return (await query.execute(tx)).rows.map(fromRow);
  }

  async create(tx: Tx, user: NewUser, now: Date): Promise<void> {
    const row = {
      ...user,
      email: user.email.toLowerCase(),
      email_verified: true,
      created_at: now,
      updated_at: now,
    };
    await tx.insertInto('users').values(row).execute();
  }

  /** @param password as hashed by the identity library */
  async addPassword(
    tx: Tx,
    accountId: string,
    userId: string,
    password: string,
    now: Date,
  ): Promise<void> {
    const row = {
      id: accountId,
      account_id: userId,
      provider_id: 'credential',
      user_id: userId,
      password,
      created_at: now,
      updated_at: now,
    };
    await tx.insertInto('auth_accounts').values(row).execute();
  }

  /** The language somebody chose; null while they have not. */
  async languageOf(tx: Tx, id: string): Promise<'de' | 'en' | null> {
    return (
      (await tx.selectFrom('users').select('locale').where('id', '=', id).executeTakeFirst())
        ?.locale ?? null
    );
  }

  /** The zone in which somebody reads times; null = none is known. @param territories whose schedules are asked where they named none themselves */
  async zoneOf(tx: Tx, id: string | null, territories: readonly string[]): Promise<string | null> {
    const { rows } = await sql<{ zone: string | null }>`
      select leitstand_zone_of(${id}::uuid, ${[...territories]}::text[]) as zone`.execute(tx);
    return rows[0]?.zone ?? null;
  }

  /** Whether somebody signs in with a password here; else they do at the identity provider alone. Actor `system:access`. */
  async hasPassword(tx: Tx, userId: string): Promise<boolean> {
    return (await credential(tx, userId).executeTakeFirst()) !== undefined;
  }

  /** Replaces the password, or gives one to somebody who had none, and ends every session. Actor `system:access`. */
  async resetPassword(
    tx: Tx,
    userId: string,
    accountId: string,
    password: string,
    now: Date,
  ): Promise<void> {
    const known = await credential(tx, userId).forUpdate().executeTakeFirst();
    if (known)
      await tx
        .updateTable('auth_accounts')
        .set({ password, updated_at: now })
        .where('id', '=', known.id)
        .execute();
    else await this.addPassword(tx, accountId, userId, password, now);
    await tx.deleteFrom('auth_sessions').where('user_id', '=', userId).execute();
  }

  async changeGrants(
    tx: Tx,
    userId: string,
    add: readonly GrantCell[],
    take: readonly GrantCell[],
  ): Promise<void> {
    for (const { role, territory } of take) {
      await tx
        .deleteFrom('user_grants')
        .where('user_id', '=', userId)
        .where('role', '=', role)
        .where('territory', '=', territory)
        .execute();
    }
    if (add.length > 0)
      await tx
        .insertInto('user_grants')
        .values(add.map((cell) => ({ user_id: userId, ...cell })))
        .execute();
  }

  async setDisabled(tx: Tx, id: string, at: Date | null): Promise<void> {
    await tx.updateTable('users').set({ disabled_at: at }).where('id', '=', id).execute();
    if (at) await tx.deleteFrom('auth_sessions').where('user_id', '=', id).execute();
  }

  /**
   * Drops sessions, sign-ins under way and reset links that have ended by themselves, by the database's clock; none while ours (`own`)
   * does not agree with it. Actor `system:access`.
   */
  async forgetEnded(tx: Tx, own: Date): Promise<void> {
    const now = sql<Date>`(select leitstand_now())`;
    for (const table of ['auth_sessions', 'auth_verifications', 'password_resets'] as const)
      await tx.deleteFrom(table).where('expires_at', '<', now).where(agreesWith(own)).execute();
  }

  async setProfile(
    tx: Tx,
    id: string,
    profile: {
      name?: string;
      locale?: 'de' | 'en' | null;
      time_zone?: string | null;
      seen_time_zone?: string;
      updated_at: Date;
    },
  ): Promise<void> {
    await tx.updateTable('users').set(profile).where('id', '=', id).execute();
  }
}

function credential(tx: Tx, userId: string) {
  return tx
    .selectFrom('auth_accounts')
    .select('id')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential');
}

function fromRow(row: Row): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    grants: grantsOf(row.cells),
    disabled: row.disabled_at !== null,
    lastSeenAt: row.last_seen_at,
    createdAt: row.created_at,
  };
}
