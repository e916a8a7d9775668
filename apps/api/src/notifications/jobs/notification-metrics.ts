import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { metricName } from '../../platform/telemetry/metric-name.js';

const OUTCOMES = ['accepted', 'failed', 'refused', 'cancelled', 'lost'] as const;

/** What the worker tells Prometheus of notifications. */
@Injectable()
export class NotificationMetrics {
  private readonly attempts = new Counter({
    name: metricName('leitstand_notification_attempts_total'),
    help: 'Attempts to tell somebody by outcome; failed ones are tried again, cancelled ones were of no use any more, of lost ones nobody knows whether they were sent',
    labelNames: ['outcome'],
  });
  private readonly oldest = new Gauge({
    name: metricName('leitstand_notification_oldest_due_seconds'),
    help: 'For how long the oldest notification has been due that no server has taken; 0 when there is none',
  });

  constructor() {
    for (const outcome of OUTCOMES) this.attempts.inc({ outcome }, 0);
  }

  ended(outcome: (typeof OUTCOMES)[number], count = 1): void {
    if (count > 0) this.attempts.inc({ outcome }, count);
  }

  oldestDue(seconds: number): void {
    this.oldest.set(seconds);
  }
}
