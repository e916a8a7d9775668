import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { SourcesRepository } from '../db/sources.repository.js';
import type { Source } from '../domain/source.js';

/** Tokens that nobody has, by sender: more are not looked up. */
const UNKNOWN = { window: 60, max: 30 };
/** Tokens that were right a moment ago are looked up whatever else comes from where they come. */
const REMEMBERED = { max: 1000, ttl: 10 * 60_000 };

/** Finds the source that a token belongs to. */
@Injectable()
export class AdmitSource {
  private readonly right = new LRUCache<string, true>(REMEMBERED);

  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly sources: SourcesRepository,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * By what a sender is known before anything is looked up: its token where that was right a moment ago, else where it comes from, so that
   * nobody gets further by guessing many.
   * @param sender address that the token came from
   */
  nameOf(token: string, sender: string): string {
    const hash = hashSecret(token);
    return this.right.has(hash) ? `token ${hash}` : `from ${sender}`;
  }

  /**
   * @param sender address that the token came from
   * @throws DomainError `unauthenticated`; `dependency-unavailable` where too many wrong ones came from, since Alertmanager gives up on
   * every other refusal
   */
  async execute(token: string, sender: string): Promise<Source> {
    const hash = hashSecret(token);
    const key = `unknown-source:${sender}`;
    if (!this.right.has(hash) && (await this.limiter.count(key)) >= UNKNOWN.max)
      throw new DomainError(
        'dependency-unavailable',
        'Too many unknown tokens came from here. Try again in a minute.',
      );
    const scope = await this.scopes.open('incidents');
    const source = await this.database.read(scope, (tx) => this.sources.byToken(tx, hash));
    if (source) {
      this.right.set(hash, true);
      return source;
    }
    this.right.delete(hash);
    await this.limiter.hit(key, UNKNOWN.window * 1000);
    throw new DomainError('unauthenticated', 'This token belongs to no source of alerts.');
  }
}
