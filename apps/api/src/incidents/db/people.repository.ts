import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';

/** Somebody who was paged, as far as a page for them needs it. */
export interface PagedPerson {
  readonly id: string;
  readonly name: string;
  readonly locale: 'de' | 'en' | null;
  readonly timeZone: string | null;
}

/** People who were paged. */
@Injectable()
export class PeopleRepository {
  /** @param territory of what they were paged about, whose zone is theirs where none of their own is known; @returns null for somebody whose account is disabled or gone */
  async active(tx: Tx, id: string, territory: string): Promise<PagedPerson | null> {
    const row = await tx
      .selectFrom('users')
      .select([
        'id',
        'name',
        'locale',
        sql<string | null>`leitstand_zone_of(id, array[${territory}::text])`.as('timeZone'),
      ])
      .where('id', '=', id)
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    return row ?? null;
  }

  /** What people are called, by id; whoever there is not is left out. */
  async names(tx: Tx, ids: readonly string[]): Promise<Pick<PagedPerson, 'id' | 'name'>[]> {
    if (ids.length === 0) return [];
    return tx.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute();
  }
}
