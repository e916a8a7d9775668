import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { sloChanged } from '../domain/slo-events.js';
import { TickLedger } from '../use-cases/tick-ledger.js';
import { LedgerMetrics } from './ledger-metrics.js';

/** Fills the ledger every ten seconds, and promptly when an SLO changed, so that a new target shows at once. */
@Injectable()
@BackgroundTask({ name: 'slos.fill-ledger', every: 10_000, wokenBy: [sloChanged] })
export class FillLedgerTicker implements Task {
  constructor(
    private readonly ledger: TickLedger,
    private readonly metrics: LedgerMetrics,
  ) {}

  async run(stopping: AbortSignal): Promise<void> {
    const began = performance.now();
    const report = await this.ledger.execute(stopping, (readings) => this.metrics.read(readings));
    this.metrics.filled(report, (performance.now() - began) / 1000);
  }
}
