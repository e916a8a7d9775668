import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../background/background-task.js';
import { ThisProcess } from '../background/this-process.js';
import { Clock } from '../kernel/clock.js';
import { SignsOfLife } from './signs-of-life.js';

const SILENT_MS = 10_000;

/**
 * A worker says that it lives, each for itself, and what time it believes it is, where the API can read it. Three beats that fail, and it is not
 * ready.
 */
@Injectable()
@BackgroundTask({ name: 'health.heartbeat', every: 3000 })
export class HeartbeatTicker implements Task {
  private beat = -Infinity;

  constructor(
    private readonly signs: SignsOfLife,
    private readonly clock: Clock,
    private readonly own: ThisProcess,
  ) {}

  /** Whether others can see that this process is at work. */
  get isHeard(): boolean {
    return performance.now() - this.beat < SILENT_MS;
  }

  async run(): Promise<void> {
    if (this.beat === -Infinity) await this.signs.forget();
    await this.signs.give('worker', this.own.name, this.clock.now());
    this.beat = performance.now();
  }
}
