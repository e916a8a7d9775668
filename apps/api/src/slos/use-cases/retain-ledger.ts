import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import { clocksApart, type ClocksApart } from '../../platform/kernel/clocks.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { LedgerRepository, type Retained } from '../db/ledger.repository.js';
import { PrometheusCounts } from '../gateways/prometheus-counts.gateway.js';

/** What one run dropped, or which clocks kept it from dropping anything. */
export type Retention = { readonly dropped: Retained } | { readonly refused: ClocksApart };

/**
 * Retention: drops minutes and hours that are older than they are kept, by the database's clock; days stay. Never more than the
 * oldest month at once, on record, and nothing at all while the clocks of database, Prometheus and this process do not agree.
 */
@Injectable()
export class RetainLedger {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly database: DatabaseReader,
    private readonly ledger: LedgerRepository,
    private readonly counts: PrometheusCounts,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /** @throws DomainError `dependency-unavailable` when Prometheus does not say what time it is */
  async execute(): Promise<Retention> {
    const scope = await this.scopes.open('ledger');
    const apart = await this.apart(scope);
    if (apart) {
      this.log.warn({ ...apart }, 'clocks differ: nothing is dropped from the ledger');
      return { refused: apart };
    }
    const dropped = await this.unit.run(scope, async (write) => {
      const retained = await this.ledger.retain(write.tx);
      const { month, hours } = retained;
      if (month === null && hours === 0) write.unrecorded('nothing was old enough');
      else
        write.record({
          action: 'ledger.retained',
          target: null,
          territory: null,
          before: retained,
        });
      return retained;
    });
    if (dropped.month !== null || dropped.hours > 0)
      this.log.info({ ...dropped }, 'dropped from the ledger what is past its retention');
    return { dropped };
  }

  private async apart(scope: Scope): Promise<ClocksApart | null> {
    const { now: prometheus } = await this.counts.clock();
    const database = await this.database.read(scope, (tx) => this.ledger.now(tx));
    return clocksApart([
      { name: 'worker', at: this.clock.now().getTime() },
      { name: 'postgres', at: database.getTime() },
      { name: 'prometheus', at: prometheus },
    ]);
  }
}
