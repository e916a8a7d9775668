import { once } from 'node:events';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../config/settings.js';
import type { JobName } from './job-names.js';
import { promptRedis } from './redis.js';

export const QUEUE = 'leitstand';

/** Rings the bell of a job. Postgres stays the truth: a ticker finds the same work when the bell is broken. */
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
   * @param ids what the job is about; not state
   * @throws the connection's error when Redis is away
   */
  async wake(name: JobName, ids: readonly string[]): Promise<void> {
    const deduplication = { id: `${name}:${ids.join(',')}`, keepLastIfActive: true };
    await this.open().add(
      name,
      { ids },
      {
        deduplication,
        removeOnComplete: 100,
        removeOnFail: 500,
        attempts: 3,
        backoff: { type: 'exponential', delay: 500 },
      },
    );
  }

  /** Resolves when the server answers. @throws the connection's error, or that there was no answer */
  async ping(): Promise<void> {
    if (this.redis.status !== 'ready') await once(this.redis, 'ready');
    await this.redis.ping().catch(() => {
      throw new Error('no answer');
    });
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
