import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { PingHeartbeatUrl } from '../use-cases/ping-heartbeat-url.js';
import { WatchPager } from '../use-cases/watch-pager.js';
import { PagerMetrics } from './pager-metrics.js';

/** The worker watches that pages go out, and that the API lives. */
@Injectable()
@BackgroundTask({ name: 'escalation.watch-pager', every: 5000 })
export class WatchPagerTicker implements Task {
  constructor(
    private readonly pager: WatchPager,
    private readonly outside: PingHeartbeatUrl,
    private readonly metrics: PagerMetrics,
  ) {}

  async run(): Promise<void> {
    const report = await this.pager.execute('worker');
    this.metrics.looked(report);
    const taken = await this.outside.execute(report);
    if (taken !== null) this.metrics.pinged(taken);
  }
}
