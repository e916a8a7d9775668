import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../db/database.js';
import { systemScope } from '../kernel/scope.js';

/** Our kinds of processes. */
export type ProcessKind = 'api' | 'worker';

/** What processes say of themselves, where the others can read it. */
@Injectable()
export class SignsOfLife {
  constructor(private readonly database: Database) {}

  /**
   * Says that a process lives.
   * @param name which of several of its kind; null = they are one
   * @param clock what time it believes it is
   */
  async give(kind: ProcessKind, name: string | null, clock: Date): Promise<void> {
    const process = name === null ? kind : `${kind} ${name}`;
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

  /** Each start leaves a sign of its own: those are left out that nobody looks at any more. One that lives says it again. */
  async forget(): Promise<void> {
    await this.database.transaction(systemScope('heartbeat', []), (tx) =>
      tx
        .deleteFrom('heartbeats')
        .where((eb) => eb.or([eb('process', 'like', 'worker %'), eb('process', 'like', 'task %')]))
        .where('at', '<', sql<Date>`leitstand_now() - interval '1 hour'`)
        .execute(),
    );
  }

  /** How long ago one of a kind said so last, in seconds on the database's clock; null: none ever did. */
  async age(kind: ProcessKind): Promise<number | null> {
    const row = await this.database.read(systemScope('worker-probe', []), (tx) =>
      tx
        .selectFrom('heartbeats')
        .select(sql<number | null>`extract(epoch from leitstand_now() - max(at))::float8`.as('age'))
        .where((eb) => eb.or([eb('process', '=', kind), eb('process', 'like', `${kind} %`)]))
        .executeTakeFirst(),
    );
    return row?.age ?? null;
  }
}
