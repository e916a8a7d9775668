import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { metricName } from '../../platform/telemetry/metric-name.js';

/** What the worker tells Prometheus of the folder of the rules. Lives in the worker only. */
@Injectable()
export class RulesMetrics {
  private readonly aside = new Gauge({
    name: metricName('leitstand_slos_rules_set_aside_files'),
    help: 'Rule files that are not ours and were moved away because Prometheus would not start with them',
  });

  /** @param count of files that lie there now */
  setAside(count: number): void {
    this.aside.set(count);
  }
}
