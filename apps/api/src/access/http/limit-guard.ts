import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { Settings } from '../../platform/config/settings.js';
import type { ScopedRequest } from '../../platform/http/requires.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { limitOf } from '../domain/limits.js';
import { LIMITED, type Limit } from './limited.js';
import { senderOf } from './sender.js';

/** Counts the uses of `@Limited` routes; stands behind the access guard, which says who asks. */
@Injectable()
export class LimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `rate-limited`, with the seconds to wait in its sentence and in `Retry-After` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const limit = this.reflector.get<Limit | undefined>(LIMITED, context.getHandler());
    if (!limit) return true;
    const http = context.switchToHttp();
    const rule = limitOf(limit.name, this.settings.get('RATE_LIMIT'));
    const { allowed, retryAfter } = await this.limiter.consume(
      `${limit.name}:${whose(limit, http.getRequest<ScopedRequest>())}`,
      rule,
    );
    if (allowed) return true;
    void http.getResponse<FastifyReply>().header('retry-after', String(retryAfter));
    throw new DomainError('rate-limited', `Too many attempts. Try again in ${retryAfter} seconds.`);
  }
}

function whose({ by }: Limit, request: ScopedRequest): string {
  if (by === 'actor' && request.scope) return request.scope.actor.id;
  return senderOf(request);
}
