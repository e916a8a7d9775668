import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { metricName } from '../../platform/telemetry/metric-name.js';

/** What was found so late was found by the tick, since whatever wakes the engine did not come. */
const PROMPT_SECONDS = 1.5;

/** What the worker tells Prometheus of escalations. */
@Injectable()
export class EscalationMetrics {
  private readonly oldest = new Gauge({
    name: metricName('leitstand_escalation_oldest_due_seconds'),
    help: 'For how long the oldest step has been due that was found at the last look; 0 when there is none',
  });
  private readonly lateness = new Histogram({
    name: metricName('leitstand_escalation_step_lateness_seconds'),
    help: 'How long after their time incidents were begun and steps were taken',
    buckets: [0.1, 0.25, 0.5, 1, 2, 3, 5, 15, 60, 300],
  });
  private readonly rescues = new Counter({
    name: metricName('leitstand_escalation_rescues_total'),
    help: 'Steps that were taken more than 1.5 seconds after their time: nothing woke the engine, or it did not run',
  });
  private readonly failures = new Counter({
    name: metricName('leitstand_escalation_failures_total'),
    help: 'Steps that could not be taken; they are tried again every second',
  });

  private readonly unheardIncidents = new Gauge({
    name: metricName('leitstand_escalation_unheard_incidents'),
    help: 'Triggered incidents about which nobody is paged: no policy is for them (unserved), or nobody can be reached (unreachable)',
    labelNames: ['because'],
  });

  unheard(counts: { readonly unserved: number; readonly unreachable: number }): void {
    for (const [because, count] of Object.entries(counts))
      this.unheardIncidents.set({ because }, count);
  }

  oldestDue(seconds: number): void {
    this.oldest.set(seconds);
  }

  /** @param waited seconds after its time */
  stepped(waited: number): void {
    this.lateness.observe(waited);
    if (waited > PROMPT_SECONDS) this.rescues.inc();
  }

  failed(): void {
    this.failures.inc();
  }
}
