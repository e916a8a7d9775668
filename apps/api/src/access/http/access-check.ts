import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Settings } from '../../platform/config/settings.js';
import { clientAddress } from '../../platform/http/client-address.js';
import type { ScopedRequest } from '../../platform/http/requires.js';
import type { Permission } from '#contract';
import type { Origin } from '../../platform/kernel/scope.js';
import { DomainError, forbidden } from '../../platform/kernel/domain-error.js';
import {
  scopeFor,
  scopeIn,
  type AccessScope,
  type LetIn,
  type Principal,
} from '../domain/principal.js';
import { AttemptMetrics } from '../../platform/limits/attempt-metrics.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { limitOf } from '../domain/limits.js';
import { rolesWith } from '#contract';
import { Identity } from '../identity/identity.js';
import { trustedOrigins } from '../identity/trusted-origins.js';
import { AdmitGuest } from '../use-cases/admit-guest.js';
import { KeepSession } from '../use-cases/keep-session.js';
import { credentialIn, notLetIn } from './credential.js';
import { isForged } from './cross-site.js';
import { libraryHeaders } from './library-headers.js';
import { Recogniser } from './recogniser.js';
import type { Route } from './route-catalogue.js';
import { senderOf } from './sender.js';

/**
 * Finds out who asks, and hands the route a scope of the territories in which they hold the permission it requires. A route that says
 * neither `@Requires` nor `@Public` is closed.
 */
@Injectable()
export class AccessCheck {
  private readonly origins: readonly string[];

  constructor(
    private readonly recogniser: Recogniser,
    private readonly identity: Identity,
    private readonly sessions: KeepSession,
    private readonly limiter: RateLimiter,
    private readonly metrics: AttemptMetrics,
    private readonly guests: AdmitGuest,
    private readonly settings: Settings,
  ) {
    this.origins = trustedOrigins(settings.publicUrl);
  }

  /** @throws DomainError `unauthenticated`, `token-expired`, `forbidden`, `rate-limited` for tokens that are guessed */
  async check(
    { requires: permission, publicBecause, forGuests }: Route,
    request: ScopedRequest,
    reply: FastifyReply,
  ): Promise<void> {
    this.refuseForged(request);
    if (publicBecause !== null) return;
    if (!permission)
      throw forbidden(
        'closed-route',
        'This route does not say which permission it needs, so nobody may use it.',
      );
    const { principal } = await this.letIn(request, reply);
    const origin = { requestId: request.id, ip: clientAddress(request) };
    const held = scopeFor(principal, permission, origin);
    const scope = held.ok ? held.value : null;
    const admitted = forGuests ? await this.asGuest(scope, principal, origin, request) : scope;
    if (!admitted) throw lacking(permission, principal);
    request.scope = admitted;
  }

  /** What they hold, or what they were asked to help with. @param held null where they hold nothing */
  private async asGuest(
    held: AccessScope | null,
    principal: Principal,
    origin: Origin,
    { params }: ScopedRequest,
  ): Promise<AccessScope | null> {
    const { id: key } = params as { id?: string };
    if (key === undefined) return held;
    const scope = await this.guests.execute(held ?? scopeIn(principal, [], origin), principal, key);
    return held === null && scope.guestOf === undefined ? null : scope;
  }

  private async letIn(request: ScopedRequest, reply: FastifyReply): Promise<LetIn> {
    const credential = credentialIn(request.headers, this.identity);
    const found = credential ? await this.recogniser.found(credential, request) : null;
    if (!credential || !found?.ok) {
      if (found?.ok === false && found.error === 'token-unknown')
        await this.guessed(request, reply);
      void reply.header('www-authenticate', 'Bearer realm="leitstand"');
      throw found && !found.ok
        ? notLetIn(found.error)
        : new DomainError(
            'unauthenticated',
            'Sign in, or send an API token: Authorization: Bearer lst_…',
          );
    }
    if (credential.kind === 'session') await this.prolong(found.value, request, reply);
    return found.value;
  }

  /** A token that nobody has is a guess, or was deleted. Tokens that are right are never counted, so nobody is kept out by others. */
  private async guessed(request: ScopedRequest, reply: FastifyReply): Promise<void> {
    const rule = limitOf('unknown-token', this.settings.get('RATE_LIMIT'));
    const { allowed, retryAfter } = await this.limiter.consume(
      `unknown-token:${senderOf(request)}`,
      rule,
    );
    this.metrics.ended('token', allowed ? 'failed' : 'refused');
    if (allowed) return;
    void reply.header('retry-after', String(retryAfter));
    throw new DomainError(
      'rate-limited',
      `Too many unknown tokens came from here. Try again in ${retryAfter} seconds.`,
    );
  }

  /** Public routes, too: a page elsewhere must not sign people in to an account of its choice. API tokens are nothing a browser adds. */
  private refuseForged({ method, headers }: ScopedRequest): void {
    if (headers.authorization !== undefined || !isForged(method, headers, this.origins)) return;
    const [origin = ''] = this.origins;
    throw forbidden(
      'other-origin',
      `This write came from another site's page. Open ${origin} itself.`,
      [origin],
    );
  }

  private async prolong(
    { expiresAt }: LetIn,
    request: ScopedRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (!expiresAt) return;
    for (const cookie of await this.sessions.execute(expiresAt, () => libraryHeaders(request)))
      void reply.header('set-cookie', cookie);
  }
}

function lacking(permission: Permission, { actor }: Principal): DomainError {
  const roles = rolesWith(permission);
  const who =
    actor.kind === 'token'
      ? `This token does not hold the permission "${permission}"`
      : `You need the permission "${permission}"`;
  return forbidden(
    'lacks-permission',
    `${who}. It comes with the role ${roles.join(', ')}; an administrator can grant it.`,
    roles,
  );
}
