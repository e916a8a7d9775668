import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { RightSecrets } from '../../platform/limits/right-secrets.js';
import { SourcesRepository } from '../db/sources.repository.js';
import type { Source } from '../domain/source.js';
import type { SourceKind } from '#contract';

/** Tokens that nobody has, by sender: more are not looked up. */
const UNKNOWN = { window: 60, max: 30 };

/** Finds the source that a token belongs to. */
@Injectable()
export class AdmitSource {
  constructor(
    private readonly database: DatabaseReader,
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
  async execute(token: string, sender: string, kind: SourceKind): Promise<Source> {
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
      this.right.was(hash, true);
      if (source.kind === kind) return source;
      const message = `This token is of a source of the kind "${source.kind}", which posts to another address.`;
      throw new DomainError('unauthenticated', message);
    }
    this.right.was(hash, false);
    await this.limiter.hit(key, UNKNOWN.window * 1000);
    throw new DomainError('unauthenticated', 'This token belongs to no source of alerts.');
  }
}
