import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { hashSecret } from '../../platform/kernel/one-time-secret.js';
import { RateLimiter } from '../../platform/limits/rate-limiter.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import type { Heartbeat } from '../domain/heartbeat.js';

/** Tokens that nobody has, by sender: more are not looked up. */
const UNKNOWN = { window: 60, max: 30 };

/** Something says that it is there. */
@Injectable()
export class TakePing {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly heartbeats: HeartbeatsRepository,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * @param sender address that the token came from
   * @throws DomainError `unauthenticated`; `dependency-unavailable` where too many wrong tokens came from
   */
  async execute(token: string, sender: string): Promise<Heartbeat> {
    const key = `unknown-heartbeat:${sender}`;
    const scope = await this.scopes.open('incidents');
    const found = await this.unit.run(scope, async (write) => {
      write.unrecorded('that a heartbeat was heard stands with it');
      const heartbeat = await this.heartbeats.byToken(write.tx, hashSecret(token));
      if (heartbeat) await this.heartbeats.ping(write.tx, heartbeat.id);
      return heartbeat;
    });
    if (found) return found;
    if ((await this.limiter.count(key)) >= UNKNOWN.max)
      throw new DomainError(
        'dependency-unavailable',
        'Too many unknown tokens came from here. Try again in a minute.',
      );
    await this.limiter.hit(key, UNKNOWN.window * 1000);
    throw new DomainError('unauthenticated', 'This token belongs to no heartbeat.');
  }
}
