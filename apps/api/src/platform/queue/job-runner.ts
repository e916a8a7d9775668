import { setTimeout } from 'node:timers/promises';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../config/settings.js';
import { isOutage } from '../kernel/outage.js';
import { QUEUE } from './job-queue.js';
import type { JobName } from './job-names.js';
import { JobMarks, type JobOutcome } from './job-marks.js';
import { JobRegistry } from './job-registry.js';
import { QueueMetrics } from './queue-metrics.js';
import { patientRedis } from './redis.js';

const CONCURRENCY = 4;
/** Jobs under way get this long to end; those that do not are run again by whoever finds them stalled. */
const DRAIN_MS = 5000;

/** Runs queued jobs in the worker process, each by its one handler. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private redis: Redis | null = null;
  private worker: Worker | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly registry: JobRegistry,
    private readonly marks: JobMarks,
    private readonly metrics: QueueMetrics,
    private readonly log: PinoLogger,
  ) {}

  onApplicationBootstrap(): void {
    this.registry.collect();
    this.redis = patientRedis(this.settings.get('REDIS_URL'), () => undefined);
    this.worker = new Worker(QUEUE, (job) => this.run(job), {
      connection: this.redis,
      concurrency: CONCURRENCY,
    });
    this.worker.on('failed', (job, error) =>
      this.log.warn(
        { err: error, job: job?.name, jobId: job?.id, attempt: job?.attemptsMade },
        'job failed',
      ),
    );
    this.worker.on('error', () => undefined);
  }

  private async run(job: Job<{ ids: string[] }>): Promise<void> {
    const handler = this.registry.handler(job.name);
    if (!handler) throw new Error(`no handler for job ${job.name}`);
    const name = job.name as JobName;
    const began = performance.now();
    try {
      await handler.handle(job.data.ids);
      await this.ended(name, 'completed', began);
    } catch (error) {
      await this.ended(name, 'failed', began, isOutage(error));
      throw error;
    }
  }

  /** @param excused a server was away, which shows where that server is watched; the ticker behind the job does the work later */
  private async ended(
    name: JobName,
    outcome: JobOutcome,
    began: number,
    excused = false,
  ): Promise<void> {
    this.metrics.ran(name, outcome, (performance.now() - began) / 1000);
    if (!excused) await this.marks.set(name, outcome);
  }

  async beforeApplicationShutdown(): Promise<void> {
    const drained = this.worker?.close(this.redis?.status !== 'ready').catch(() => undefined);
    await Promise.race([drained, setTimeout(DRAIN_MS, undefined, { ref: false })]);
    this.redis?.disconnect();
  }
}
