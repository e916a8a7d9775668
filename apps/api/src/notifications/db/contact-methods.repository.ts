import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { AttemptOutcome, MethodKind } from '#contract';
import type { ContactMethod, PendingCode, ReachableBy } from '../domain/contact-method.js';

interface ReachableRow {
  readonly userId: string;
  readonly methodId: string;
  readonly kind: MethodKind;
  readonly lastFour: string;
}

interface MethodRow {
  readonly id: string;
  readonly kind: MethodKind;
  readonly address: string | null;
  readonly account: boolean;
  readonly verified_at: Date | null;
  readonly created_at: Date;
  readonly tried_at: Date | null;
  readonly outcome: AttemptOutcome | null;
}

const SELECT = sql`select m.id, m.kind, m.account, 
    case m.kind when 'mail' then coalesce(m.address, u.email) end as address, m.verified_at, m.created_at,
    last.at as tried_at, last.what as outcome
  from contact_methods m join users u on u.id = m.user_id
  left join lateral (select a.at, a.what from notifications n join notification_attempts a on a.notification_id = n.id
    where n.method_id = m.id and a.what <> 'started' order by a.id desc limit 1) last on true`;

/** Ways to people. All but `reachable` for the actor of this room alone. */
@Injectable()
export class ContactMethodsRepository {
  /**
   * Until the end of the transaction nobody else counts the ways of this owner, or what was sent there, to add to it. Taken before any row is
   * locked, so that nobody waits in a circle.
   */
  async lockOwner(tx: Tx, userId: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended('contact methods of ' || ${userId}, 0))`.execute(
      tx,
    );
  }

  /** Verified ways to people who may sign in, oldest first; any scope may ask, and is told no address. */
  async reachable(
    tx: Tx,
    userIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ReachableBy[]>> {
    const { rows } =
      await sql<ReachableRow>`select user_id as "userId", method_id as "methodId", kind, last_four as "lastFour"
      from leitstand_contact_methods(${[...userIds]}::uuid[])`.execute(tx);
    const found = new Map<string, ReachableBy[]>(userIds.map((id) => [id, []]));
    for (const { userId, ...method } of rows) found.get(userId)?.push(method);
    return found;
  }

  /** Of one person: the account's own first, then as they were added. */
  async list(tx: Tx, userId: string): Promise<ContactMethod[]> {
    const { rows } =
      await sql<MethodRow>`${SELECT} where m.user_id = ${userId} and m.removed_at is null
        order by m.account desc, m.kind desc, m.created_at, m.id`.execute(tx);
    return rows.map(fromRow);
  }

  /** One of somebody's own; nobody else changes it until the transaction ends. */
  async lock(tx: Tx, userId: string, id: string): Promise<ContactMethod | null> {
    const { rows } =
      await sql<MethodRow>`${SELECT} where m.id = ${id} and m.user_id = ${userId} and m.removed_at is null
        for update of m`.execute(tx);
    return rows[0] ? fromRow(rows[0]) : null;
  }

  /** @returns false when the person has it already */
  async addMail(
    tx: Tx,
    method: {
      readonly id: string;
      readonly userId: string;
      readonly address: string;
      readonly lastFour: string;
    },
  ): Promise<boolean> {
    const { id, userId, address, lastFour } = method;
    const { numAffectedRows = 0n } =
      await sql`insert into contact_methods (id, user_id, kind, address, last_four)
        values (${id}, ${userId}, 'mail', ${address}, ${lastFour}) on conflict do nothing`.execute(
        tx,
      );
    return numAffectedRows > 0n;
  }

  /** The consoles of somebody are a way to them from their first one on. @returns its id where it was not there, else null */
  async addBrowser(tx: Tx, userId: string): Promise<string | null> {
    const { rows } = await sql<{ id: string }>`
      insert into contact_methods (user_id, kind, account, last_four, verified_at) values (${userId}, 'browser', true, '-', leitstand_now())
        on conflict (user_id, kind) where account do nothing returning id`.execute(tx);
    return rows[0]?.id ?? null;
  }

  /** Begins a verification; one before is void. @param life milliseconds */
  async beginCode(tx: Tx, id: string, codeId: string, life: number): Promise<void> {
    await sql`update contact_methods set code_id = ${codeId}, code_tries = 0,
      code_expires_at = leitstand_now() + make_interval(secs => ${life / 1000}::float8) where id = ${id}`.execute(
      tx,
    );
  }

  /** The verification under way; null when there is none. */
  async pendingCode(tx: Tx, id: string): Promise<PendingCode | null> {
    const { rows } = await sql<PendingCode>`select code_id as id, code_tries as tries,
        code_expires_at > leitstand_now() as "isLive"
      from contact_methods where id = ${id} and code_id is not null`.execute(tx);
    return rows[0] ?? null;
  }

  async countWrongCode(tx: Tx, id: string): Promise<void> {
    await sql`update contact_methods set code_tries = code_tries + 1 where id = ${id}`.execute(tx);
  }

  async verify(tx: Tx, id: string): Promise<void> {
    await sql`update contact_methods set verified_at = leitstand_now(), code_id = null, code_expires_at = null, code_tries = 0
      where id = ${id}`.execute(tx);
  }

  /** Nothing is sent by it any more; what was sent stays. */
  async remove(tx: Tx, id: string): Promise<void> {
    await sql`update contact_methods set removed_at = leitstand_now(), code_id = null, code_expires_at = null
      where id = ${id}`.execute(tx);
  }
}

function fromRow(row: MethodRow): ContactMethod {
  const { id, kind, address, account, verified_at: verifiedAt, created_at: createdAt } = row;
  const { tried_at: at, outcome } = row;
  const lastAttempt = at && outcome ? { at, outcome } : null;
  return { id, kind, address, account, verifiedAt, createdAt, lastAttempt };
}
