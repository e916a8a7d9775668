import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, register } from 'prom-client';
import { Clock } from '../kernel/clock.js';
import { JOB_NAMES, type JobName } from './job-names.js';

const OUTCOMES = ['completed', 'failed'] as const;

/** What the worker tells Prometheus of the outbox and the jobs. */
@Injectable()
export class QueueMetrics {
  private oldestWaiting: Date | null = null;
  private readonly relayed = counter(
    'leitstand_outbox_relayed_total',
    'Outbox rows whose jobs were told of them',
    [],
  );
  private readonly jobs = counter(
    'leitstand_queue_jobs_total',
    'Runs of queued jobs by outcome; a job that fails is tried three times',
    ['job', 'outcome'],
  );
  private readonly seconds = new Histogram({
    name: fresh('leitstand_queue_job_duration_seconds'),
    help: 'Time that one run of a queued job took',
    labelNames: ['job'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
  });

  constructor(clock: Clock) {
    this.relayed.inc(0);
    for (const job of JOB_NAMES) {
      this.seconds.zero({ job });
      for (const outcome of OUTCOMES) this.jobs.inc({ job, outcome }, 0);
    }
    const age: Gauge = new Gauge({
      name: fresh('leitstand_outbox_waiting_age_seconds'),
      help: 'Age of the oldest outbox row that no job could be told of; 0 when none waits',
      collect: () =>
        age.set(
          this.oldestWaiting
            ? Math.max(0, (clock.now().getTime() - this.oldestWaiting.getTime()) / 1000)
            : 0,
        ),
    });
  }

  ran(job: JobName, outcome: (typeof OUTCOMES)[number], seconds: number): void {
    this.jobs.inc({ job, outcome });
    this.seconds.observe({ job }, seconds);
  }

  told(rows: number): void {
    this.oldestWaiting = null;
    this.relayed.inc(rows);
  }

  /** @param oldest when the oldest row that could not be told was written */
  waiting(oldest: Date): void {
    this.oldestWaiting = oldest;
  }
}

function fresh(name: string): string {
  register.removeSingleMetric(name);
  return name;
}

function counter<L extends string>(
  name: string,
  help: string,
  labelNames: readonly L[],
): Counter<L> {
  return new Counter({ name: fresh(name), help, labelNames });
}
