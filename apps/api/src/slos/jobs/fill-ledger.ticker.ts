import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { sloChanged } from '../domain/slo-events.js';
import { TickLedger } from '../use-cases/tick-ledger.js';

/** Fills the ledger every ten seconds, and promptly when an SLO changed, so that a new target shows at once. */
@Injectable()
@BackgroundTask({ name: 'slos.fill-ledger', every: 10_000, wokenBy: [sloChanged] })
export class FillLedgerTicker implements Task {
  constructor(private readonly ledger: TickLedger) {}

  async run(stopping: AbortSignal): Promise<void> {
    await this.ledger.execute(stopping);
  }
}
