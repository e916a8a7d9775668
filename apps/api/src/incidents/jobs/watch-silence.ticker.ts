import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { LOOK_MS } from '../domain/silence.js';
import { WatchSilence } from '../use-cases/watch-silence.js';

/** Looks every 15 seconds who should have been heard by now. */
@Injectable()
@BackgroundTask({ name: 'incidents.watch-silence', every: LOOK_MS })
export class WatchSilenceTicker implements Task {
  constructor(private readonly silence: WatchSilence) {}

  async run(): Promise<void> {
    await this.silence.execute();
  }
}
