import { Injectable } from '@nestjs/common';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Together } from '../../platform/kernel/together.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { RightSecrets } from '../../platform/limits/right-secrets.js';
import { SourcesRepository } from '../db/sources.repository.js';
import type { Source } from '../domain/source.js';
import type { SourceKind } from '#contract';

/** Tokens that nobody has, by sender: more are not looked up. */
const UNKNOWN = { window: 60, max: 30 };
/** Tokens that are looked up at once. */
const LOOKS = 2;

/** A source that proved itself, and the scope in which what it tells is taken. */
export interface AdmittedSource {
  readonly source: Source;
  readonly scope: Scope;
}

interface Found {
  readonly source: Source | null;
  readonly scope: Scope;
}

/** Finds the source that a token belongs to. */
@Injectable()
export class AdmitSource {
  /** Whoever shows one token while it is looked up is told of the next look: a token that was taken back by then opens nothing. */
  private readonly looks = new Together<string, Found>(
    { atOnce: LOOKS, most: Infinity, sizeOf: () => 1 },
    async (hashes) => {
      const found = await this.find(hashes[0] ?? '');
      return hashes.map(() => found);
    },
  );

  constructor(
    private readonly scopes: SystemScopes,
    private readonly sources: SourcesRepository,
    private readonly limiter: RateLimiter,
    /** are looked up whatever else comes from where they come */
    private readonly right: RightSecrets,
  ) {}

  /**
   * @param sender address that the token came from
   * @param kind of sources that post where it came
   * @throws DomainError `unauthenticated`; `dependency-unavailable` where too many wrong ones came from, since Alertmanager gives up on
   * every other refusal
   */
  async execute(token: string, sender: string, kind: SourceKind): Promise<AdmittedSource> {
    const hash = hashSecret(token);
    const key = `unknown-source:${sender}`;
    if (!this.right.has(hash) && (await this.limiter.count(key)) >= UNKNOWN.max)
      throw new DomainError(
        'dependency-unavailable',
        'Too many unknown tokens came from here. Try again in a minute.',
      );
    const { source, scope } = await this.looks.take(hash, hash);
    if (source) {
      this.right.was(hash, true);
      if (source.kind === kind) return { source, scope };
      const message = `This token is of a source of the kind "${source.kind}", which posts to another address.`;
      throw new DomainError('unauthenticated', message);
    }
    this.right.was(hash, false);
    await this.limiter.hit(key, UNKNOWN.window * 1000);
    throw new DomainError('unauthenticated', 'This token belongs to no source of alerts.');
  }

  private find(hash: string): Promise<Found> {
    return this.scopes.read('incidents', async (tx, scope) => ({
      source: await this.sources.byToken(tx, hash),
      scope,
    }));
  }
}
