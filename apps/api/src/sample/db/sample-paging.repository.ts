import { Injectable } from '@nestjs/common';
import { sql, type Generated } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { SamplePerson } from '../domain/sample-paging.js';

declare module '../../platform/db/schema.js' {
  interface Schema {
    sample_paging_seed: { only_one: Generated<boolean>; seeded_at: Date };
  }
}

/** Remembers that the sample rota was made, and knows for whom. */
@Injectable()
export class SamplePagingRepository {
  async isSeeded(tx: Tx): Promise<boolean> {
    const mark = await tx.selectFrom('sample_paging_seed').select('seeded_at').executeTakeFirst();
    return mark !== undefined;
  }

  /** @throws the driver's unique violation when another process made it at the same time */
  async mark(tx: Tx, now: Date): Promise<void> {
    await tx.insertInto('sample_paging_seed').values({ seeded_at: now }).execute();
  }

  /** The oldest account that administers every territory of the scope; undefined while there is none. */
  async firstAdministrator(
    tx: Tx,
    territories: readonly string[],
  ): Promise<SamplePerson | undefined> {
    const { rows } =
      await sql<SamplePerson>`select u.email, coalesce(u.time_zone, u.seen_time_zone) as "timeZone" from users u
        where u.disabled_at is null and (select count(*) from user_grants g
          where g.user_id = u.id and g.role = 'admin' and g.territory = any (${territories}::text[])) = ${territories.length}
        order by u.created_at limit 1`.execute(tx);
    return rows[0];
  }
}
