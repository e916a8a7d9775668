import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { LedgerRepository } from '../db/ledger.repository.js';

/** Retention: drops minutes and hours that are older than they are kept; days stay. */
@Injectable()
export class RetainLedger {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly ledger: LedgerRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns months of minutes that were dropped */
  async execute(): Promise<number> {
    const scope = await this.scopes.open('ledger');
    return this.database.transaction(scope, (tx) => this.ledger.retain(tx, this.clock.now()));
  }
}
