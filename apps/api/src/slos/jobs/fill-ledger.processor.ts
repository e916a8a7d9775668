import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../platform/queue/handles-job.js';
import { TickLedger } from '../use-cases/tick-ledger.js';

/** Fills the ledger promptly when an SLO changed, so that a new target shows at once. */
@Injectable()
@HandlesJob({ name: 'slos.fill-ledger', on: ['slo.changed'] })
export class FillLedgerProcessor implements JobHandler {
  constructor(private readonly ledger: TickLedger) {}

  async handle(): Promise<void> {
    await this.ledger.execute();
  }
}
