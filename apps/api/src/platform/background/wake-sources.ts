import { setTimeout } from 'node:timers/promises';
import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { Settings } from '../config/settings.js';
import { Listener } from '../db/listener.js';
import { QUEUE, type Wake } from '../queue/job-queue.js';
import { patientRedis } from '../queue/redis.js';
import { TaskRegistry } from './task-registry.js';
import { TaskRunner } from './task-runner.js';

const CLOSE_MS = 2000;

/** What makes tasks run sooner than their next tick: jobs of the queue, and PostgreSQL's NOTIFY. */
@Injectable()
export class WakeSources implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private redis: Redis | null = null;
  private worker: Worker<Wake> | null = null;
  private listeners: readonly Listener[] = [];

  constructor(
    private readonly settings: Settings,
    private readonly registry: TaskRegistry,
    private readonly runner: TaskRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.redis = patientRedis(this.settings.get('REDIS_URL'), () => undefined);
    const take = ({ data }: { data: Wake }) => Promise.resolve(this.runner.wake(data.task));
    this.worker = new Worker<Wake>(QUEUE, take, { connection: this.redis });
    this.worker.on('error', () => undefined);
    this.listeners = this.registry
      .collect()
      .flatMap(({ options: { name, channel } }) =>
        channel === undefined
          ? []
          : new Listener(this.settings.directUrl, channel, () => this.runner.wake(name)),
      );
    for (const listener of this.listeners) void listener.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const listener of this.listeners) await listener.close();
    const closed = this.worker?.close(this.redis?.status !== 'ready').catch(() => undefined);
    await Promise.race([closed, setTimeout(CLOSE_MS, undefined, { ref: false })]);
    this.redis?.disconnect();
  }
}
