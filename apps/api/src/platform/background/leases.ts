import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import type { Tx } from '../db/tx.js';
import { newId } from '../kernel/ids.js';
import type { Scope } from '../kernel/scope.js';
import { Timers } from '../kernel/timers.js';
import { assertOutsideTransaction } from '../kernel/transaction-guard.js';

/** What came of `hold`: what the work gave, or that somebody else is at it. */
export type Held<T> = { readonly held: true; readonly value: T } | { readonly held: false };

/** The lease expired, or somebody else has claimed it since: nothing of what was to be recorded was. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor(name: string) {
    super(`the lease ${name} is lost: it expired, and nothing was recorded`);
  }
}

/** The right to do a piece of work alone, for as long as it is renewed. */
export class Lease {
  constructor(
    readonly name: string,
    readonly holder: string,
    /** how many times the lease was claimed, this time included */
    readonly fence: number,
  ) {}
}

/**
 * Makes a transaction one that commits only while the lease is held: until it ends, nobody can claim the lease.
 * @throws LeaseLost when the lease is another's, released or expired
 */
export async function assertHeld(tx: Tx, lease: Lease): Promise<void> {
  const { rows } =
    await sql`select from leases where ${mine(lease)} and expires_at > leitstand_now() for update`.execute(
      tx,
    );
  if (rows.length === 0) throw new LeaseLost(lease.name);
}

/**
 * Work that one process at a time does, with calls to the world outside: claim in a short transaction, do it outside of any, record
 * in short transactions that are fenced by the lease. A holder that dies is followed by the next one after the lease expired.
 */
@Injectable()
export class Leases {
  constructor(
    private readonly database: Database,
    private readonly timers: Timers,
  ) {}

  /**
   * Runs `work` while holding a lease, which is renewed until it ends and then released.
   * @param name `<room>.<work>`
   * @param ttl milliseconds until the lease expires unless it is renewed, on the database's clock
   */
  async hold<T>(
    scope: Scope,
    name: string,
    { ttl }: { ttl: number },
    work: (lease: Lease) => Promise<T>,
  ): Promise<Held<T>> {
    assertOutsideTransaction(`the lease ${name}`);
    const lease = await this.claim(scope, name, ttl);
    if (!lease) return { held: false };
    const end = this.renew(scope, lease, ttl);
    try {
      return { held: true, value: await work(lease) };
    } finally {
      await end();
      await this.release(scope, lease);
    }
  }

  /** Takes the lease when it is free or expired. */
  private async claim(scope: Scope, name: string, ttl: number): Promise<Lease | null> {
    const holder = newId();
    const { rows } = await this.database.transaction(scope, (tx) =>
      sql<{ fence: number }>`insert into leases (name, holder, fence, expires_at)
        values (${name}, ${holder}, 1, ${expiry(ttl)})
        on conflict (name) do update set holder = excluded.holder, fence = leases.fence + 1, expires_at = ${expiry(ttl)}
          where leases.holder is null or leases.expires_at <= leitstand_now()
        returning fence`.execute(tx),
    );
    return rows[0] ? new Lease(name, holder, rows[0].fence) : null;
  }

  /** Renews every third of the time to live, so that two renewals may fail. @returns ends it */
  private renew(scope: Scope, lease: Lease, ttl: number): () => Promise<void> {
    let under: Promise<unknown> | null = null;
    let cancel = () => undefined as void;
    const again = () => {
      cancel = this.timers.after(ttl / 3, () => {
        again();
        under ??= this.database
          .transaction(scope, (tx) =>
            sql`update leases set expires_at = ${expiry(ttl)} where ${mine(lease)}`.execute(tx),
          )
          .catch(() => undefined) // a lease that could not be renewed in time is refused when something is recorded
          .finally(() => {
            under = null;
          });
      });
    };
    again();
    return async () => {
      cancel();
      await under;
    };
  }

  private async release(scope: Scope, lease: Lease): Promise<void> {
    await this.database
      .transaction(scope, (tx) =>
        sql`update leases set holder = null, expires_at = leitstand_now() where ${mine(lease)}`.execute(
          tx,
        ),
      )
      .catch(() => undefined); // it expires
  }
}

function expiry(ttl: number) {
  return sql`leitstand_now() + make_interval(secs => ${ttl / 1000}::float8)`;
}

function mine({ name, holder, fence }: Lease) {
  return sql`name = ${name} and holder = ${holder} and fence = ${fence}`;
}
