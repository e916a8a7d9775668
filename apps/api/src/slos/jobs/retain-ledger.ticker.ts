import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { HOUR_MS } from '../domain/minutes.js';
import { RetainLedger } from '../use-cases/retain-ledger.js';

/** Drops once an hour what is past its retention. */
@Injectable()
@BackgroundTask({ name: 'slos.retain-ledger', every: HOUR_MS })
export class RetainLedgerTicker implements Task {
  constructor(private readonly ledger: RetainLedger) {}

  async run(): Promise<void> {
    await this.ledger.execute();
  }
}
