import { Injectable } from '@nestjs/common';
import { RateLimiter, type RateVerdict } from './rate-limiter.js';

/** So many attempts are free within a window; of those that follow, each waits twice as long as the one before. Seconds. */
export interface AttemptRule {
  readonly window: number;
  readonly free: number;
  readonly firstDelay: number;
  readonly longestDelay: number;
}

/** How long the attempt after so many delayed ones waits, in seconds. */
export function delayAfter(delayed: number, { firstDelay, longestDelay }: AttemptRule): number {
  return Math.min(longestDelay, firstDelay * 2 ** Math.min(delayed, 30));
}

/**
 * Lets attempts through ever more slowly, shared by all processes. Who is refused makes nobody wait longer: delays grow with the
 * attempts that were let through. Attempts are counted when they begin, so that many at once get no further than one by one.
 */
@Injectable()
export class AttemptLimiter {
  constructor(private readonly limiter: RateLimiter) {}

  /** Counts an attempt and says whether it may be made. */
  async admit(key: string, rule: AttemptRule): Promise<RateVerdict> {
    const { count } = await this.limiter.hit(key, rule.window * 1000);
    if (count <= rule.free) return { allowed: true, retryAfter: null };
    const delayed = await this.limiter.count(`${key}:delayed`);
    const slot = await this.limiter.consume(`${key}:slot`, {
      window: delayAfter(delayed, rule),
      max: 1,
    });
    if (slot.allowed) await this.limiter.hit(`${key}:delayed`, rule.window * 1000);
    return slot;
  }

  /** An attempt succeeded: it does not count against those that follow. */
  async forgive(key: string): Promise<void> {
    await this.limiter.takeBack(key);
  }
}
