import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { AnchorTimelines } from '../use-cases/anchor-timelines.js';

/** Tells the audit trail once a minute how far timelines have come. */
@Injectable()
@BackgroundTask({ name: 'incidents.anchor-timelines', every: 60_000 })
export class AnchorTimelinesTicker implements Task {
  constructor(private readonly timelines: AnchorTimelines) {}

  async run(stopping: AbortSignal): Promise<void> {
    await this.timelines.execute(stopping);
  }
}
