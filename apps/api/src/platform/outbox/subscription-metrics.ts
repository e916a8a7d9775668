import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { metricName } from '../telemetry/metric-name.js';
import { Clock } from '../kernel/clock.js';

const OUTCOMES = ['handled', 'failed'] as const;

/** What the worker tells Prometheus of its subscriptions. */
@Injectable()
export class SubscriptionMetrics {
  private readonly events = new Counter({
    name: metricName('leitstand_subscription_events_total'),
    help: 'Events given to subscriptions by outcome; one that failed is given again',
    labelNames: ['subscription', 'outcome'],
  });
  private readonly waitingSince = new Map<string, Date | null>();

  constructor(clock: Clock) {
    const lag: Gauge<'subscription'> = new Gauge({
      name: metricName('leitstand_subscription_lag_seconds'),
      help: 'Age of the oldest event that a subscription could not handle yet; 0 when there is none',
      labelNames: ['subscription'],
      collect: () => {
        for (const [subscription, since] of this.waitingSince)
          lag.set(
            { subscription },
            since ? Math.max(0, (clock.now().getTime() - since.getTime()) / 1000) : 0,
          );
      },
    });
  }

  declare(subscription: string): void {
    this.waitingSince.set(subscription, null);
    for (const outcome of OUTCOMES) this.events.inc({ subscription, outcome }, 0);
  }

  /** @param since when the event that failed was written; null when everything there is was handled */
  ended(subscription: string, handled: number, since: Date | null): void {
    this.events.inc({ subscription, outcome: 'handled' }, handled);
    if (since) this.events.inc({ subscription, outcome: 'failed' });
    this.waitingSince.set(subscription, since);
  }
}
