import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import type { Tx } from '../db/tx.js';
import { systemScope } from '../kernel/scope.js';

/** Said again every few seconds: what is older than this was said by a process that is gone, and that is seen elsewhere. */
const STALE_SECONDS = 30;

/** What keeps a background process from its work although it lives, kept among the signs of life, so that every process can tell. */
@Injectable()
export class Troubles {
  constructor(private readonly database: Database) {}

  /** @param trouble the system's code; null: there is none (any more) */
  async say(part: string, trouble: string | null): Promise<void> {
    await this.database.transaction(systemScope('background', []), (tx) =>
      tx
        .insertInto('heartbeats')
        .values({ process: part, trouble })
        .onConflict((oc) =>
          oc.column('process').doUpdateSet({ at: (eb) => eb.fn<Date>('leitstand_now'), trouble }),
        )
        .execute(),
    );
  }

  /** There is none any more: nothing is written where none was said. */
  async over(part: string): Promise<void> {
    await this.database.transaction(systemScope('background', []), (tx) =>
      tx
        .updateTable('heartbeats')
        .set({ trouble: null })
        .where('process', '=', part)
        .where('trouble', 'is not', null)
        .execute(),
    );
  }

  /** What was last said of a part, if it is not over or stale; else null. @param staleSeconds more where it is said more seldom */
  async of(tx: Tx, part: string, staleSeconds = STALE_SECONDS): Promise<string | null> {
    const row = await tx
      .selectFrom('heartbeats')
      .select('trouble')
      .where('process', '=', part)
      .where('at', '>', sql<Date>`leitstand_now() - make_interval(secs => ${staleSeconds})`)
      .executeTakeFirst();
    return row?.trouble ?? null;
  }
}
