import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { RateLimiter } from '../limits/rate-limiter.js';

type Done = Parameters<FastifyRateLimitStore['incr']>[1];

/** Lets the request limit of Fastify count where all processes count. */
export function sharedStore(limiter: RateLimiter): FastifyRateLimitStoreCtor {
  return class SharedStore implements FastifyRateLimitStore {
    incr(key: string, done: Done, windowMs: number): void {
      limiter.hit(key, windowMs).then(
        ({ count, msLeft }) => done(null, { current: count, ttl: msLeft }),
        (error: Error) => done(error),
      );
    }

    child(): SharedStore {
      return this;
    }
  };
}
