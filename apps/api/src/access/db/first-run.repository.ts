import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import './tables.js';

/** All methods need the actor `system:access`. */
@Injectable()
export class FirstRunRepository {
  /** Whether an administrator exists, disabled or not: from then on there is no first run any more. */
  async hasAdministrator(tx: Tx): Promise<boolean> {
    const { rows } = await sql<{
      found: boolean;
    }>`select exists (select from user_grants where role = 'admin') as found`.execute(tx);
    return rows[0]?.found ?? false;
  }

  /** One at a time: of two people with the same link only one becomes the administrator. */
  async lock(tx: Tx): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtext('leitstand:first-run'))`.execute(tx);
  }

  /** Voids every older link. */
  async replaceLink(tx: Tx, hash: string, now: Date, expiresAt: Date): Promise<void> {
    await tx.deleteFrom('first_run_links').execute();
    await tx
      .insertInto('first_run_links')
      .values({ hash, created_at: now, expires_at: expiresAt })
      .execute();
  }

  async linkExpiry(tx: Tx, hash: string): Promise<Date | null> {
    const row = await tx
      .selectFrom('first_run_links')
      .select('expires_at')
      .where('hash', '=', hash)
      .executeTakeFirst();
    return row?.expires_at ?? null;
  }

  async removeLinks(tx: Tx): Promise<void> {
    await tx.deleteFrom('first_run_links').execute();
  }
}
