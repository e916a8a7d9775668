import { sql } from 'kysely';
import { Injectable } from '@nestjs/common';
import { systemScope, type Scope } from '../kernel/scope.js';
import { Database } from './database.js';
import { Prepared } from './prepared.js';
import type { Tx } from './tx.js';

/** Opens the scope of background work: an explicit `system:<name>` actor whose territories are named one by one. */
@Injectable()
export class SystemScopes {
  private readonly entering = new Prepared<[], { readonly codes: readonly string[] }>(
    'leitstand-enter-everywhere',
    () => sql`select codes, set_config('leitstand.territories', array_to_string(codes, ','), true)
      from (select coalesce(array_agg(code order by code), '{}') as codes from territories) as here`,
  );

  constructor(private readonly database: Database) {}

  /** The territories there are now. Asked anew each time: who adds one has it looked after at once. */
  open(name: string): Promise<Scope> {
    return this.read(name, (_tx, scope) => Promise.resolve(scope));
  }

  /** Reads as `DatabaseReader` does, under a scope that is opened in the same transaction. */
  read<T>(name: string, work: (tx: Tx, scope: Scope) => Promise<T>): Promise<T> {
    return this.database.read(systemScope(name, []), async (tx) => {
      const [here] = await this.entering.rows(tx);
      return work(tx, systemScope(name, here?.codes ?? []));
    });
  }
}
