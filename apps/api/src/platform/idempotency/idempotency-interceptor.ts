import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { HTTP_CODE_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { from, lastValueFrom, of, type Observable } from 'rxjs';
import { Settings } from '../config/settings.js';
import { Commits, notingCommits, type CommitWitness } from '../db/commit-witness.js';
import { Database } from '../db/database.js';
import type { ScopedRequest } from '../http/requires.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { Scope } from '../kernel/scope.js';
import { fingerprintOf, keyOf, replayOf, type KnownKey } from './idempotency-key.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { partlyDone } from './partly-done.js';
import { REPEATABLE, REPLAYABLE } from './replayable.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const CREATED = 201;
const MAX_KEPT = 1024 * 1024;
/** Somebody had the key, and gave it back before it could be looked at. */
const JUST_FREED: Omit<KnownKey, 'fingerprint'> = {
  status: null,
  body: null,
  hasCommitted: false,
  ageSeconds: 0,
};

/** Of a request without a key nobody can say what became of a COMMIT that was not heard. */
const NOWHERE: CommitWitness = {
  sees: () => false,
  enter: () => Promise.resolve(),
  settle: () => Promise.resolve(false),
};

/** Carries out a POST once for each Idempotency-Key of an actor; a repeat gets the first answer. Refused ones that changed nothing may be tried again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly repository: IdempotencyRepository,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<ScopedRequest>();
    const key = request.method === 'POST' ? keyOf(request.headers['idempotency-key']) : null;
    const { scope } = request;
    const isRepeatable = this.reflector.get<boolean | undefined>(REPEATABLE, context.getHandler());
    if (READS.has(request.method)) return next.handle();
    if (key === null || !scope || isRepeatable === true)
      return from(this.noting(new Commits(NOWHERE), next));
    const fingerprint = fingerprintOf(
      request.method,
      request.url,
      request.body,
      this.settings.get('SECRET'),
    );
    const taken = await this.take(scope, key, fingerprint);
    if (typeof taken !== 'string') return this.replay(context, replayOf(taken, fingerprint));
    return of(await this.first(context, next, scope, { key, fence: taken }));
  }

  /** @returns the fence of a key that was free */
  private take(scope: Scope, key: string, fingerprint: string): Promise<string | KnownKey> {
    const { id } = scope.actor;
    return this.database.transaction(scope, async (tx) => {
      await this.repository.prune(tx, this.clock.now());
      const taken =
        (await this.repository.take(tx, id, key, fingerprint)) ??
        (await this.repository.find(tx, id, key));
      return taken ?? { ...JUST_FREED, fingerprint };
    });
  }

  private async first(
    context: ExecutionContext,
    next: CallHandler,
    scope: Scope,
    { key, fence }: { readonly key: string; readonly fence: string },
  ): Promise<unknown> {
    const commits = new Commits(this.witness(scope, key, fence));
    const value: unknown = await this.noting(commits, next).catch(async (error: unknown) => {
      // What it did is not to be done twice, also where what came after failed, or nobody knows.
      if (commits.mayHaveChanged) throw error;
      await this.note(() =>
        this.database.transaction(scope, (tx) => this.repository.release(tx, scope.actor.id, key)),
      );
      throw error;
    });
    const status =
      this.reflector.get<number | undefined>(HTTP_CODE_METADATA, context.getHandler()) ?? CREATED;
    const body = this.reflector.get<boolean | undefined>(REPLAYABLE, context.getHandler())
      ? JSON.stringify(value ?? null)
      : null;
    const kept = body !== null && body.length <= MAX_KEPT ? body : null;
    await this.note(() =>
      this.database.transaction(scope, (tx) =>
        this.repository.answer(tx, scope.actor.id, key, status, kept),
      ),
    );
    return value;
  }

  /** Carries it out. What it throws after something was committed does not say that nothing was. */
  private noting(commits: Commits, next: CallHandler): Promise<unknown> {
    return notingCommits(commits, () =>
      lastValueFrom(next.handle(), { defaultValue: undefined }),
    ).catch((error: unknown) => {
      const told = commits.mayHaveChanged ? partlyDone(error) : error;
      if (told !== error)
        this.log.warn({ err: error }, 'a request failed after a part of it was committed');
      throw told;
    });
  }

  private witness({ actor }: Scope, key: string, taken: string): CommitWitness {
    let fence = taken;
    return {
      sees: (scope) => scope.actor.id === actor.id,
      enter: (tx, id) => this.repository.enter(tx, actor.id, { key, fence }, id),
      settle: async (tx, id) => {
        if (await this.repository.knows(tx, actor.id, key, id)) return true;
        fence = newId();
        await this.repository.fenceOff(tx, actor.id, { key, fence });
        return false;
      },
    };
  }

  /** The request was carried out or refused by now; its answer does not depend on whether this could be noted. */
  private async note(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) =>
      this.log.warn({ err: error }, 'the end of a request with an Idempotency-Key was not noted'),
    );
  }

  private replay(
    context: ExecutionContext,
    { status, body }: { readonly status: number; readonly body: string },
  ): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    void reply.status(status).header('idempotency-replayed', 'true');
    return of(JSON.parse(body) as unknown);
  }
}
