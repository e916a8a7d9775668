import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { EndSnoozes } from '../use-cases/end-snoozes.js';

/** Looks every second which incidents have slept for long enough: people are waiting to be paged. */
@Injectable()
@BackgroundTask({ name: 'incidents.end-snoozes', every: 1000 })
export class EndSnoozesTicker implements Task {
  constructor(private readonly incidents: EndSnoozes) {}

  async run(stopping: AbortSignal): Promise<void> {
    await this.incidents.execute(stopping);
  }
}
