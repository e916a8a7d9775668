import { Injectable } from '@nestjs/common';
import { accessChanged } from '../../access/domain/access-events.js';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { SeedSamplePaging } from '../use-cases/seed-sample-paging.js';

/** Sees promptly when the first administrator is there. */
@Injectable()
@BackgroundTask({ name: 'sample.seed-paging', every: 60_000, wokenBy: [accessChanged] })
export class SeedSamplePagingTicker implements Task {
  constructor(private readonly seed: SeedSamplePaging) {}

  async run(): Promise<void> {
    await this.seed.execute();
  }
}
