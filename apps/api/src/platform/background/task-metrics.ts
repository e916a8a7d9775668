import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { metricName } from '../telemetry/metric-name.js';
import { Clock } from '../kernel/clock.js';

/** unavailable: a server that the task needs did not answer, so that nothing was decided */
export type TaskOutcome = 'completed' | 'failed' | 'unavailable';

const OUTCOMES: readonly TaskOutcome[] = ['completed', 'failed', 'unavailable'];

/** What the worker tells Prometheus of its tasks. */
@Injectable()
export class TaskMetrics {
  private readonly runs = new Counter({
    name: metricName('leitstand_background_runs_total'),
    help: 'Runs of background tasks by outcome; unavailable = a server that the task needs did not answer',
    labelNames: ['task', 'outcome'],
  });
  private readonly seconds = new Histogram({
    name: metricName('leitstand_background_run_duration_seconds'),
    help: 'Time that one run of a background task took',
    labelNames: ['task'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300],
  });
  private readonly succeeded = new Gauge({
    name: metricName('leitstand_background_last_success_timestamp_seconds'),
    help: 'When a run of the background task last completed; 0 before the first one',
    labelNames: ['task'],
  });

  constructor(private readonly clock: Clock) {}

  /** Every series begins at zero, so that the first failure is an increase. */
  declare(tasks: readonly string[]): void {
    for (const task of tasks) {
      this.seconds.zero({ task });
      this.succeeded.set({ task }, 0);
      for (const outcome of OUTCOMES) this.runs.inc({ task, outcome }, 0);
    }
  }

  ended(task: string, outcome: TaskOutcome, seconds: number): void {
    this.runs.inc({ task, outcome });
    this.seconds.observe({ task }, seconds);
    if (outcome === 'completed') this.succeeded.set({ task }, this.clock.now().getTime() / 1000);
  }
}
