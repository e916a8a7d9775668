import { setTimeout } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../config/settings.js';
import { QUEUE } from './doorbell.js';
import { JobRegistry } from './job-registry.js';
import { patientRedis } from './redis.js';

const CONCURRENCY = 4;
/** Jobs under way get this long to end; without a server to say goodbye to, nothing would ever come. */
const DRAIN_MS = 5000;

/** Runs queued jobs in the worker process, each by its one handler. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private redis: Redis | null = null;
  private worker: Worker | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly registry: JobRegistry,
    private readonly log: PinoLogger,
  ) {}

  onApplicationBootstrap(): void {
    this.registry.collect();
    this.redis = patientRedis(this.settings.get('REDIS_URL'), () => undefined);
    this.worker = new Worker(QUEUE, (job) => this.run(job), { connection: this.redis, concurrency: CONCURRENCY });
    this.worker.on('failed', (job, error) => this.log.warn({ err: error, job: job?.name, jobId: job?.id }, 'job failed'));
    this.worker.on('error', () => undefined);
  }

  private async run(job: Job<{ ids: string[] }>): Promise<void> {
    const handler = this.registry.handler(job.name);
    if (!handler) throw new Error(`no handler for job ${job.name}`);
    await handler.handle(job.data.ids);
  }

  async onApplicationShutdown(): Promise<void> {
    const drained = this.worker?.close(this.redis?.status !== 'ready').catch(() => undefined);
    await Promise.race([drained, setTimeout(DRAIN_MS, undefined, { ref: false })]);
    this.redis?.disconnect();
  }
}
