import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import { systemScope } from '../kernel/scope.js';

/** Our kinds of processes; several of one kind are one here. */
export type ProcessName = 'api' | 'worker';

/** What processes say of themselves, where the others can read it. */
@Injectable()
export class SignsOfLife {
  constructor(private readonly database: Database) {}

  /** Says that a process lives. @param clock what time it believes it is */
  async give(process: ProcessName, clock: Date): Promise<void> {
    await this.database.transaction(systemScope('heartbeat', []), (tx) =>
      tx
        .insertInto('heartbeats')
        .values({ process, clock })
        .onConflict((oc) =>
          oc.column('process').doUpdateSet({ clock, at: (eb) => eb.fn<Date>('leitstand_now') }),
        )
        .execute(),
    );
  }

  /** How long ago it said so last, in seconds on the database's clock; null: it never did. */
  async age(process: ProcessName): Promise<number | null> {
    const row = await this.database.read(systemScope('worker-probe', []), (tx) =>
      tx
        .selectFrom('heartbeats')
        .select(sql<number>`extract(epoch from leitstand_now() - at)::float8`.as('age'))
        .where('process', '=', process)
        .executeTakeFirst(),
    );
    return row?.age ?? null;
  }
}
