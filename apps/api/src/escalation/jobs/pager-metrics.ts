import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { metricName } from '../../platform/telemetry/metric-name.js';
import type { PagerReport } from '../use-cases/watch-pager.js';

/** What each process tells Prometheus of whether pages go out, as it sees it. */
@Injectable()
export class PagerMetrics {
  private readonly healthy = new Gauge({
    name: metricName('leitstand_pager_healthy'),
    help: '1 while pages go out as far as this process sees it; 0: they may not, and the operators are told',
  });
  private readonly path = new Gauge({
    name: metricName('leitstand_pager_operators_reachable'),
    help: 'Whether the operators can be told past queue and escalation: 0 where no way is set, or none took what was to be told last',
  });
  private readonly pings = new Counter({
    name: metricName('leitstand_pager_heartbeats_total'),
    help: 'Calls of LEITSTAND_HEARTBEAT_URL by outcome',
    labelNames: ['outcome'],
  });

  looked({ troubles, missing, isUntold }: PagerReport): void {
    this.healthy.set(troubles.length === 0 ? 1 : 0);
    this.path.set(missing.length === 0 && !isUntold ? 1 : 0);
  }

  pinged(taken: boolean): void {
    this.pings.inc({ outcome: taken ? 'taken' : 'failed' });
  }
}
