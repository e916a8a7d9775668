import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { LedgerRepository } from '../db/ledger.repository.js';

/** Retention: drops minutes and hours that are older than they are kept; days stay. */
@Injectable()
export class RetainLedger {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly ledger: LedgerRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns months of minutes that were dropped */
  async execute(): Promise<number> {
    const scope = await this.scopes.open('ledger');
    return this.unit.run(scope, (write) => {
      write.unrecorded('retention is a setting of the program');
      return this.ledger.retain(write.tx, this.clock.now());
    });
  }
}
