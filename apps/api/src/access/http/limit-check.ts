import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Settings } from '../../platform/config/settings.js';
import type { ScopedRequest } from '../../platform/http/requires.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { limitOf } from '../domain/limits.js';
import type { Limit } from './limited.js';
import type { Route } from './route-catalogue.js';
import { senderOf } from './sender.js';

/** Counts the uses of `@Limited` routes, once it is known who asks. */
@Injectable()
export class LimitCheck {
  constructor(
    private readonly limiter: RateLimiter,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `rate-limited`, with the seconds to wait in its sentence and in `Retry-After` */
  async check({ limit }: Route, request: ScopedRequest, reply: FastifyReply): Promise<void> {
    if (!limit) return;
    const rule = limitOf(limit.name, this.settings.get('RATE_LIMIT'));
    const { allowed, retryAfter } = await this.limiter.consume(
      `${limit.name}:${whose(limit, request)}`,
      rule,
    );
    if (allowed) return;
    void reply.header('retry-after', String(retryAfter));
    throw new DomainError('rate-limited', `Too many attempts. Try again in ${retryAfter} seconds.`);
  }
}

function whose({ by }: Limit, request: ScopedRequest): string {
  if (by === 'actor' && request.scope) return request.scope.actor.id;
  return senderOf(request);
}
