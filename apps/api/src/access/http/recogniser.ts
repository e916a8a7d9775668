import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../platform/config/settings.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import type { Result } from '../../platform/kernel/result.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { limitOf } from '../domain/limits.js';
import type { Credential, LetIn, NotLetIn } from '../domain/principal.js';
import { Identity } from '../identity/identity.js';
import { Authenticate } from '../use-cases/authenticate.js';
import { RecallActor } from '../use-cases/recall-actor.js';
import { credentialIn } from './credential.js';
import type { Route } from './route-catalogue.js';
import { senderOf } from './sender.js';

type Answer = Promise<Result<LetIn, NotLetIn>>;

/** Tells whose requests one is counted with, before it is decided whether it is let in. */
@Injectable()
export class Recogniser {
  private readonly looks = new WeakMap<object, Answer>();

  constructor(
    private readonly authenticate: Authenticate,
    private readonly recall: RecallActor,
    private readonly identity: Identity,
    private readonly limiter: RateLimiter,
    private readonly settings: Settings,
  ) {}

  /**
   * @param route null where there is none of ours, such as the pages of the console
   * @returns the key of a count: of a person or a token, else of the address
   * @throws DomainError `rate-limited` before anything is looked up, when too much was looked up in vain for this address
   */
  async countedWith(
    route: Route | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const credential = this.credentialOf(request);
    const who = credential && (await this.whose(credential, route, request, reply));
    if (who === null) return `address:${senderOf(request)}`;
    return route?.apart ? `${route.apart}:${who}` : who;
  }

  /** Who is behind the credential of a request: what was found when it was counted, else what is found now. */
  found(credential: Credential, { raw }: FastifyRequest): Answer {
    return this.looks.get(raw) ?? this.authenticate.execute(credential);
  }

  private async whose(
    credential: Credential,
    route: Route | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string | null> {
    const kept = this.recall.execute(credential);
    if (kept) return keyOf(kept);
    // What anybody may have needs no database. That a session was ours, its signature tells.
    if (!route?.requires)
      return credential.kind === 'session' ? `session:${hashSecret(credential.secret)}` : null;
    return this.lookUp(credential, request, reply);
  }

  private async lookUp(
    credential: Credential,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string | null> {
    const inVain = `look-up:${senderOf(request)}`;
    // Counted when it begins, so that many at once get no further, and taken back unless it found nobody.
    await this.admit(inVain, reply);
    const look = this.authenticate.execute(credential);
    this.looks.set(request.raw, look);
    const found = await look.catch(() => null); // the door tells what is wrong
    if (found?.ok === false) return null;
    await this.limiter.takeBack(inVain);
    if (found === null) return null;
    return keyOf(found.value.principal.actor);
  }

  private async admit(key: string, reply: FastifyReply): Promise<void> {
    const rule = limitOf('look-up', this.settings.get('RATE_LIMIT'));
    const { allowed, retryAfter } = await this.limiter.consume(key, rule);
    if (allowed) return;
    void reply.header('retry-after', String(retryAfter));
    throw new DomainError(
      'rate-limited',
      `Too many unknown tokens and ended sessions came from here. Try again in ${retryAfter} seconds.`,
    );
  }

  /** A header that cannot be read is nobody's; the door says so. */
  private credentialOf({ headers }: FastifyRequest): Credential | null {
    try {
      return credentialIn(headers, this.identity);
    } catch {
      return null;
    }
  }
}

const keyOf = ({ kind, id }: Actor): string => `${kind}:${id}`;
