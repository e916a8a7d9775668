import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { TellSilence } from '../use-cases/tell-silence.js';

/** Looks every second who was asked to help and has not answered for five minutes. */
@Injectable()
@BackgroundTask({ name: 'incidents.tell-silence', every: 1000 })
export class TellSilenceTicker implements Task {
  constructor(private readonly requests: TellSilence) {}

  run(stopping: AbortSignal): Promise<void> {
    return this.requests.execute(stopping);
  }
}
