import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { Clock } from '../../platform/kernel/clock.js';
import { LedgerSumsRepository } from '../db/ledger-sums.repository.js';
import { ReadingsRepository } from '../db/readings.repository.js';
import { floorTo } from '../domain/ledger-plan.js';
import { DAY_MS, HOUR_MS, MINUTES_KEPT_MS } from '../domain/minutes.js';
import { NO_SUMS, type LedgerSums } from '../domain/reading.js';
import { PrometheusCounts } from '../gateways/prometheus-counts.gateway.js';

/** Reconciliation: compares the ledger with Prometheus, so that a difference between the two is seen while both can be asked. */
@Injectable()
export class ReconcileLedger {
  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly sums: LedgerSumsRepository,
    private readonly readings: ReadingsRepository,
    private readonly counts: PrometheusCounts,
    private readonly clock: Clock,
  ) {}

  /**
   * Compares the 24 hours up to the newest full hour, which both stores have entirely.
   * @returns the larger relative difference of total and bad events by SLO, 0 = equal
   * @throws DomainError `dependency-unavailable` when Prometheus is unavailable
   */
  async execute(): Promise<ReadonlyMap<string, number>> {
    const end = floorTo(this.clock.now().getTime() - HOUR_MS / 6, HOUR_MS);
    const scope = await this.scopes.open('ledger');
    const recorded = await this.counts.dayBefore(end);
    return this.database.read(scope, async (tx) => {
      const slos = (await this.readings.readable(tx)).filter(
        ({ filledTo, filledFrom }) =>
          filledTo.getTime() >= end && filledFrom.getTime() <= end - DAY_MS,
      );
      const sums = await this.sums.sums(
        tx,
        slos.map(({ id }) => ({ sloId: id, from: end - DAY_MS, to: end })),
        end - MINUTES_KEPT_MS,
      );
      return new Map(
        slos.map(({ slug }, i) => [
          slug,
          difference(sums[i] ?? NO_SUMS, recorded.get(slug) ?? { total: 0, bad: 0 }),
        ]),
      );
    });
  }
}

function difference(ledger: LedgerSums, recorded: { total: number; bad: number }): number {
  const relative = (a: number, b: number) =>
    a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  return Math.max(
    relative(ledger.good + ledger.bad, recorded.total),
    relative(ledger.bad, recorded.bad),
  );
}
