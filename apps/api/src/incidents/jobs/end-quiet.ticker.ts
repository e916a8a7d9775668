import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { EndQuiet } from '../use-cases/end-quiet.js';

/** Looks every 15 seconds which incidents have been quiet for long enough. */
@Injectable()
@BackgroundTask({ name: 'incidents.end-quiet', every: 15_000 })
export class EndQuietTicker implements Task {
  constructor(private readonly incidents: EndQuiet) {}

  async run(stopping: AbortSignal): Promise<void> {
    await this.incidents.execute(stopping);
  }
}
