import { Injectable } from '@nestjs/common';
import { systemScope, type Scope } from '../kernel/scope.js';
import { Database } from './database.js';

/** Opens the scope of background work: an explicit `system:<name>` actor whose territories are named one by one. */
@Injectable()
export class SystemScopes {
  constructor(private readonly database: Database) {}

  async open(name: string): Promise<Scope> {
    const codes = await this.database.read(systemScope(name, []), (tx) =>
      tx.selectFrom('territories').select('code').orderBy('code').execute(),
    );
    return systemScope(
      name,
      codes.map((row) => row.code),
    );
  }
}
