import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import type { PinoLogger } from 'nestjs-pino';
import { Clock } from '../kernel/clock.js';
import type { JobQueue } from '../queue/job-queue.js';
import { AttemptLimiter, delayAfter, type AttemptRule } from './attempt-limiter.js';
import { RateLimiter } from './rate-limiter.js';

const RULE: AttemptRule = { window: 3600, free: 3, firstDelay: 10, longestDelay: 60 };

class MovedClock extends Clock {
  at = 0;
  override now = () => new Date(this.at);
}

/** A limiter that counts by itself, as while Redis is away. */
function limiter() {
  const clock = new MovedClock();
  const log = pino({ enabled: false }) as unknown as PinoLogger;
  const queue = { redis: { status: 'end' } } as unknown as JobQueue;
  return { clock, attempts: new AttemptLimiter(new RateLimiter(queue, clock, log)) };
}

describe('attempts', () => {
  it('are free at first, then wait twice as long each, up to the longest', async () => {
    const { clock, attempts } = limiter();
    for (let n = 0; n < 3; n += 1) expect((await attempts.admit('anna', RULE)).allowed).toBe(true);
    const waits: (number | null)[] = [];
    for (let n = 0; n < 5; n += 1) {
      expect((await attempts.admit('anna', RULE)).allowed).toBe(true);
      const { retryAfter } = await attempts.admit('anna', RULE);
      waits.push(retryAfter);
      clock.at += (retryAfter ?? 0) * 1000;
    }
    expect(waits).toEqual([10, 20, 40, 60, 60]);
    expect([0, 1, 2, 3, 100].map((n) => delayAfter(n, RULE))).toEqual([10, 20, 40, 60, 60]);
  });

  it('that are refused make nobody wait longer', async () => {
    const { clock, attempts } = limiter();
    for (let n = 0; n < 4; n += 1) await attempts.admit('anna', RULE);
    for (let n = 0; n < 500; n += 1)
      expect((await attempts.admit('anna', RULE)).allowed).toBe(false);
    clock.at += 10_000;
    expect((await attempts.admit('anna', RULE)).allowed).toBe(true);
    expect((await attempts.admit('anna', RULE)).retryAfter).toBe(20);
  });

  it('get no further when they all come at once', async () => {
    const { attempts } = limiter();
    const all = await Promise.all(Array.from({ length: 100 }, () => attempts.admit('anna', RULE)));
    expect(all.filter(({ allowed }) => allowed)).toHaveLength(4);
  });

  it('that succeed do not count', async () => {
    const { attempts } = limiter();
    for (let n = 0; n < 50; n += 1) {
      expect((await attempts.admit('anna', RULE)).allowed).toBe(true);
      await attempts.forgive('anna');
    }
  });
});
