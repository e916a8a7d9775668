import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Clock } from '../kernel/clock.js';
import { JobQueue } from '../queue/job-queue.js';
import { WindowCounter, type Count } from './window-counter.js';

/** At most `max` times within `window` seconds, counted from the first time. */
export interface RateRule {
  readonly window: number;
  readonly max: number;
}

export interface RateVerdict {
  readonly allowed: boolean;
  /** seconds until it is allowed again; null while it is */
  readonly retryAfter: number | null;
}

const PREFIX = 'leitstand-rate-';
/** After Redis failed to answer, nobody else waits for it for so long. */
const UNAVAILABLE_MS = 5000;

/** One step, so that processes that count at once cannot both take the last place. */
const HIT = `local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {count, redis.call('PTTL', KEYS[1])}`;

const TAKE_BACK = `local count = tonumber(redis.call('GET', KEYS[1]) or '0')
if count > 0 then redis.call('DECR', KEYS[1]) end
return 0`;

/**
 * Rate limits that all processes share, in Redis. While Redis is unavailable every process counts for itself: limits are then as many
 * times looser as there are processes, and nobody is turned away because a server is missing.
 */
@Injectable()
export class RateLimiter {
  private readonly own = new WindowCounter();
  private unavailableUntil = 0;

  constructor(
    private readonly queue: JobQueue,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /** Counts one event of `key` in a window of `windowMs` milliseconds. */
  async hit(key: string, windowMs: number): Promise<Count> {
    const now = this.clock.now().getTime();
    return (await this.shared(key, windowMs, now)) ?? this.own.hit(key, windowMs, now);
  }

  /** Counts one event of `key` and says whether `rule` still allows it. */
  async consume(key: string, { window, max }: RateRule): Promise<RateVerdict> {
    const { count, msLeft } = await this.hit(key, window * 1000);
    return count <= max
      ? { allowed: true, retryAfter: null }
      : { allowed: false, retryAfter: Math.max(1, Math.ceil(msLeft / 1000)) };
  }

  /** How often `key` was counted in the window that runs. */
  async count(key: string): Promise<number> {
    const now = this.clock.now().getTime();
    const shared = await this.asked(now, (redis) => redis.get(PREFIX + key));
    return shared === undefined ? this.own.count(key, now) : Number(shared ?? 0);
  }

  /** Takes back one event of `key`. */
  async takeBack(key: string): Promise<void> {
    const now = this.clock.now().getTime();
    const shared = await this.asked(now, (redis) => redis.eval(TAKE_BACK, 1, PREFIX + key));
    if (shared === undefined) this.own.takeBack(key, now);
  }

  private async shared(key: string, windowMs: number, now: number): Promise<Count | null> {
    const answer = await this.asked(now, (redis) => redis.eval(HIT, 1, PREFIX + key, windowMs));
    if (answer === undefined) return null;
    const [count, msLeft] = answer as [number, number];
    return { count, msLeft };
  }

  /** What Redis answers; undefined while it is unavailable. */
  private async asked<T>(
    now: number,
    ask: (redis: JobQueue['redis']) => Promise<T>,
  ): Promise<T | undefined> {
    const { redis } = this.queue;
    if (redis.status !== 'ready' || now < this.unavailableUntil) return undefined;
    try {
      return await ask(redis);
    } catch (error) {
      this.unavailableUntil = this.clock.now().getTime() + UNAVAILABLE_MS;
      this.log.warn(
        { reason: (error as Error).message },
        'rate limits are counted by this process alone: redis did not answer',
      );
      return undefined;
    }
  }
}
