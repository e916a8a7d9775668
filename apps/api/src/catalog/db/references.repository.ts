import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';

/** Who refers to whom inside of the catalog, as far as the scope sees it. */
@Injectable()
export class ReferencesRepository {
  async subjectsOf(tx: Tx, column: 'team' | 'environment', slug: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('subjects')
      .select('slug')
      .where(column, '=', slug)
      .orderBy('slug')
      .execute();
    return rows.map((row) => row.slug);
  }

  async dependantsOf(tx: Tx, slug: string): Promise<string[]> {
    const rows = await tx
      .selectFrom('subject_dependencies')
      .select('subject')
      .where('depends_on', '=', slug)
      .orderBy('subject')
      .execute();
    return rows.map((row) => row.subject);
  }

  /** Checks deferred references now, so that a violation is met here and not at the commit. */
  async settle(tx: Tx): Promise<void> {
    await sql`set constraints all immediate`.execute(tx);
  }
}
