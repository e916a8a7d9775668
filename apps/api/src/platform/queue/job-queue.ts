import { once } from 'node:events';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../config/settings.js';
import { assertOutsideTransaction } from '../kernel/transaction-guard.js';
import { promptRedis } from './redis.js';

export const QUEUE = 'leitstand';
/** What a look at the server leaves there is gone after this. */
const PROBE_MS = 10_000;

/** What a job of the queue carries: which background task should look at PostgreSQL now. */
export interface Wake {
  readonly task: string;
}

/** Wakes background tasks, in whatever process. PostgreSQL stays the truth: a wake says nothing and may be lost. */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  readonly redis: Redis;
  private queue: Queue | null = null;

  constructor(settings: Settings, log: PinoLogger) {
    let quiet = false;
    this.redis = promptRedis(settings.get('REDIS_URL'), (error) => {
      if (!quiet) log.warn({ reason: error.message }, 'redis is unavailable');
      quiet = true;
    });
    this.redis.on('ready', () => {
      if (quiet) log.info('redis is back');
      quiet = false;
    });
  }

  /**
   * @param task name of the background task; one wake of it waits at a time
   * @throws the connection's error when Redis is unavailable
   */
  async wake(task: string): Promise<void> {
    assertOutsideTransaction(`Redis, to wake ${task}`);
    const deduplication = { id: task, keepLastIfActive: true };
    const options = { deduplication, removeOnComplete: true, removeOnFail: true };
    await this.open().add('wake', { task } satisfies Wake, options);
  }

  /** Resolves when the server answers. @throws the connection's error, or that there was no answer */
  async ping(): Promise<void> {
    if (this.redis.status !== 'ready') await once(this.redis, 'ready');
    await this.redis.ping().catch(() => {
      throw new Error('no answer');
    });
  }

  /**
   * Why the server takes no writes although it answers: the first word of its refusal (`OOM`, `MISCONF`, `READONLY`, …), null when it does.
   * @throws as `ping`
   */
  async refusal(): Promise<string | null> {
    await this.ping();
    try {
      await this.redis.set(`${QUEUE}:probe`, '1', 'PX', PROBE_MS);
      return null;
    } catch (error) {
      if (error instanceof Error && error.name === 'ReplyError')
        return error.message.split(' ')[0] ?? '';
      throw error;
    }
  }

  /** Opened on a live connection only: a queue whose first look at the server failed would stay broken. */
  private open(): Queue {
    if (this.redis.status !== 'ready')
      throw Object.assign(new Error('redis is unavailable'), { code: 'ECONNREFUSED' });
    if (!this.queue) {
      this.queue = new Queue(QUEUE, { connection: this.redis });
      this.queue.on('error', () => undefined);
    }
    return this.queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue?.close().catch(() => undefined);
    this.redis.disconnect();
  }
}
