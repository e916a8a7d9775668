import { Injectable } from '@nestjs/common';
import { Counter, Gauge, register } from 'prom-client';
import { Clock } from '../kernel/clock.js';

/** What the worker tells Prometheus of the outbox. */
@Injectable()
export class OutboxMetrics {
  private oldestWaiting: Date | null = null;
  private readonly rows = new Counter({
    name: fresh('leitstand_outbox_relayed_total'),
    help: 'Outbox rows after which the tasks that wait for them were woken',
  });

  constructor(clock: Clock) {
    const age: Gauge = new Gauge({
      name: fresh('leitstand_outbox_waiting_age_seconds'),
      help: 'Age of the oldest outbox row after which no task could be woken; 0 when none waits',
      collect: () =>
        age.set(
          this.oldestWaiting
            ? Math.max(0, (clock.now().getTime() - this.oldestWaiting.getTime()) / 1000)
            : 0,
        ),
    });
  }

  relayed(rows: number): void {
    this.oldestWaiting = null;
    this.rows.inc(rows);
  }

  /** @param oldest when the oldest row that could not be relayed was written */
  waiting(oldest: Date): void {
    this.oldestWaiting = oldest;
  }
}

function fresh(name: string): string {
  register.removeSingleMetric(name);
  return name;
}
