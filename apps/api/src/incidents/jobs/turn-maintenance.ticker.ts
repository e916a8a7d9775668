import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { TurnMaintenance } from '../use-cases/turn-maintenance.js';

/** Looks every second which windows begin or end: people are to be paged again, or no more. */
@Injectable()
@BackgroundTask({ name: 'incidents.turn-maintenance', every: 1000 })
export class TurnMaintenanceTicker implements Task {
  constructor(private readonly windows: TurnMaintenance) {}

  async run(stopping: AbortSignal): Promise<void> {
    await this.windows.execute(stopping);
  }
}
