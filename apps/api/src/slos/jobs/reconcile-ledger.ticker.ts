import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { HOUR_MS } from '../domain/minutes.js';
import { ReconcileLedger } from '../use-cases/reconcile-ledger.js';
import { LedgerMetrics } from './ledger-metrics.js';

/** Compares the ledger with Prometheus once an hour. */
@Injectable()
@BackgroundTask({ name: 'slos.reconcile-ledger', every: HOUR_MS })
export class ReconcileLedgerTicker implements Task {
  constructor(
    private readonly ledger: ReconcileLedger,
    private readonly metrics: LedgerMetrics,
  ) {}

  async run(): Promise<void> {
    this.metrics.compared(await this.ledger.execute());
  }
}
