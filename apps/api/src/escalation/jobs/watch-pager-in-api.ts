import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { TaskLoop } from '../../platform/background/task-loop.js';
import { Timers } from '../../platform/kernel/timers.js';
import { WatchPager } from '../use-cases/watch-pager.js';
import { PagerMetrics } from './pager-metrics.js';

const EVERY_MS = 5000;

/** The API watches that pages go out, and that the worker lives. It runs no tasks otherwise: this is what must not die with the worker. */
@Injectable()
export class WatchPagerInApi implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: TaskLoop;

  constructor(
    private readonly pager: WatchPager,
    private readonly metrics: PagerMetrics,
    timers: Timers,
  ) {
    this.loop = new TaskLoop(EVERY_MS, timers, async () => {
      this.metrics.looked(await this.pager.execute('api'));
    });
  }

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.loop.stop();
    await this.loop.current;
  }
}
