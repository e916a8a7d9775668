import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { PrunePayloads } from '../use-cases/prune-payloads.js';

/** Forgets once an hour what sources sent too long ago. */
@Injectable()
@BackgroundTask({ name: 'incidents.prune-payloads', every: 3_600_000 })
export class PrunePayloadsTicker implements Task {
  constructor(private readonly payloads: PrunePayloads) {}

  async run(stopping: AbortSignal): Promise<void> {
    await this.payloads.execute(stopping);
  }
}
