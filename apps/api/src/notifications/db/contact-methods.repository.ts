import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { EncryptedJson } from '../../platform/db/encrypted-json.js';
import type { Tx } from '../../platform/db/tx.js';
import type { AttemptOutcome, MethodKind } from '#contract';
import type { Draft } from '../domain/channel.js';
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
  readonly sealed: Buffer | null;
  readonly account: boolean;
  readonly verified_at: Date | null;
  readonly created_at: Date;
  readonly tried_at: Date | null;
  readonly outcome: AttemptOutcome | null;
}

const SELECT = sql`select m.id, m.kind, m.account, 
    case m.kind when 'mail' then coalesce(m.address, u.email) end as address, m.sealed, m.verified_at, m.created_at,
    last.at as tried_at, last.what as outcome
  from contact_methods m join users u on u.id = m.user_id
  left join lateral (select a.at, a.what from notifications n join notification_attempts a on a.notification_id = n.id
    where n.method_id = m.id and a.what <> 'started' order by a.id desc limit 1) last on true`;

/** Under which name addresses are sealed. */
export const SEALED_WAYS = 'contact_methods';

/** What is sealed of a way. */
export interface SealedWay {
  readonly to: unknown;
  /** how its owner tells it from their others */
  readonly shown: string;
}

/** Ways to people. All but `reachable` for the actor of this room alone. */
@Injectable()
export class ContactMethodsRepository {
  constructor(private readonly sealer: EncryptedJson) {}

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
    return rows.map((row) => this.fromRow(row));
  }

  /** One of somebody's own; nobody else changes it until the transaction ends. */
  async lock(tx: Tx, userId: string, id: string): Promise<ContactMethod | null> {
    const { rows } =
      await sql<MethodRow>`${SELECT} where m.id = ${id} and m.user_id = ${userId} and m.removed_at is null
        for update of m`.execute(tx);
    return rows[0] ? this.fromRow(rows[0]) : null;
  }

  /** Where it leads is kept sealed, but for mail: the account has an address like it. @returns false when the person has it already */
  async add(
    tx: Tx,
    method: { readonly id: string; readonly userId: string; readonly kind: MethodKind },
    { to, shown, key, lastFour }: Draft,
  ): Promise<boolean> {
    const { id, userId, kind } = method;
    const isMail = kind === 'mail';
    const sealed = isMail ? null : this.sealer.encrypt(SEALED_WAYS, id, { to, shown });
    const keyed = isMail ? null : this.sealer.keyOf(SEALED_WAYS, key);
    const { numAffectedRows = 0n } =
      await sql`insert into contact_methods (id, user_id, kind, address, sealed, address_key, last_four)
        values (${id}, ${userId}, ${kind}, ${isMail ? key : null}, ${sealed}, ${keyed}, ${lastFour}) on conflict do nothing`.execute(
        tx,
      );
    return numAffectedRows > 0n;
  }

  /**
   * A way of somebody's leads to another place now; everything else about it stays. Nobody else adds to their ways meanwhile (`lockOwner`).
   * @param before by what it was told apart
   * @returns its id, and whether it led there already; null where there is no such way
   */
  async redirect(
    tx: Tx,
    { userId, kind }: { readonly userId: string; readonly kind: MethodKind },
    before: string,
    { to, key }: Pick<Draft, 'to' | 'key'>,
  ): Promise<{ readonly id: string; readonly already: boolean } | null> {
    const [was, is] = [before, key].map((one) => this.sealer.keyOf(SEALED_WAYS, one));
    const { rows } = await sql<{ id: string; sealed: Buffer; already: boolean }>`
      select id, sealed, address_key = ${is} as already from contact_methods
       where user_id = ${userId} and kind = ${kind} and removed_at is null and address_key in (${was}, ${is})
       order by already desc for update`.execute(tx);
    const [found] = rows;
    if (!found) return null;
    const { id, already } = found;
    if (already) return { id, already };
    const { shown } = this.sealer.decrypt(SEALED_WAYS, id, found.sealed) as SealedWay;
    const sealed = this.sealer.encrypt(SEALED_WAYS, id, { to, shown });
    await sql`update contact_methods set sealed = ${sealed}, address_key = ${is} where id = ${id}`.execute(
      tx,
    );
    return { id, already };
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

  /** It has to be proven anew. @returns whether it was verified */
  async unverify(tx: Tx, id: string): Promise<boolean> {
    const { numAffectedRows = 0n } = await sql`update contact_methods set verified_at = null
      where id = ${id} and verified_at is not null and removed_at is null`.execute(tx);
    return numAffectedRows > 0n;
  }

  /** Whose a way is that a verification under way is of, and its kind; null when there is none. Nobody else changes it until the transaction ends. */
  async lockPending(
    tx: Tx,
    id: string,
    codeId: string,
  ): Promise<{ readonly userId: string; readonly kind: MethodKind } | null> {
    const { rows } = await sql<{ userId: string; kind: MethodKind }>`
      select m.user_id as "userId", m.kind from contact_methods m join users u on u.id = m.user_id
       where m.id = ${id} and m.code_id = ${codeId} and m.removed_at is null and m.code_expires_at > leitstand_now()
         and u.disabled_at is null for update of m`.execute(tx);
    return rows[0] ?? null;
  }

  /** How its owner tells a way from their others, and its kind; null when it is not there any more. */
  async shown(
    tx: Tx,
    id: string,
  ): Promise<{ readonly kind: MethodKind; readonly address: string | null } | null> {
    const { rows } =
      await sql<MethodRow>`${SELECT} where m.id = ${id} and m.removed_at is null`.execute(tx);
    return rows[0] ? this.fromRow(rows[0]) : null;
  }

  /** Nothing is sent by it any more; what was sent stays, and where it led is forgotten. */
  async remove(tx: Tx, id: string): Promise<void> {
    await sql`update contact_methods set removed_at = leitstand_now(), code_id = null, code_expires_at = null,
      sealed = null, address_key = null where id = ${id}`.execute(tx);
  }

  private fromRow(row: MethodRow): ContactMethod {
    const { id, kind, account, verified_at: verifiedAt, created_at: createdAt } = row;
    const { tried_at: at, outcome, sealed } = row;
    const lastAttempt = at && outcome ? { at, outcome } : null;
    const opened = sealed && this.sealer.decrypt(SEALED_WAYS, id, sealed);
    const address = opened ? (opened as SealedWay).shown : row.address;
    return { id, kind, address, account, verifiedAt, createdAt, lastAttempt };
  }
}
