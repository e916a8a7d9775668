import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { HOUR_MS } from '../domain/minutes.js';
import { ReconcileLedger } from '../use-cases/reconcile-ledger.js';

/** Compares the ledger with Prometheus once an hour. */
@Injectable()
@BackgroundTask({ name: 'slos.reconcile-ledger', every: HOUR_MS })
export class ReconcileLedgerTicker implements Task {
  constructor(private readonly ledger: ReconcileLedger) {}

  async run(): Promise<void> {
    await this.ledger.execute();
  }
}
