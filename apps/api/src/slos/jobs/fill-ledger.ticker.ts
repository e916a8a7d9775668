import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { sloChanged } from '../domain/slo-events.js';
import { KeepLedger } from '../use-cases/keep-ledger.js';
import { TickLedger } from '../use-cases/tick-ledger.js';

/** Fills the ledger every ten seconds, and promptly when an SLO changed, so that a new target shows at once. */
@Injectable()
@BackgroundTask({ name: 'slos.fill-ledger', every: 10_000, wokenBy: [sloChanged] })
export class FillLedgerTicker implements Task {
  constructor(private readonly ledger: TickLedger) {}

  async run(): Promise<void> {
    await this.ledger.execute();
  }
}

/** Retention and comparison once an hour. */
@Injectable()
@BackgroundTask({ name: 'slos.keep-ledger', every: 60 * 60_000 })
export class KeepLedgerTicker implements Task {
  constructor(private readonly keep: KeepLedger) {}

  async run(): Promise<void> {
    await this.keep.retain();
    await this.keep.compare();
  }
}
