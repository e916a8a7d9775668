import { Injectable } from '@nestjs/common';
import { assertMay } from '../../access/domain/ability.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Clock } from '../../platform/kernel/clock.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import { HEARTBEAT_TOKEN_PREFIX, heartbeatTokenMade } from '../domain/heartbeat.js';

/** Makes the token of a heartbeat, in place of the one it had; from the first one on it is waited for. */
@Injectable()
export class MakeHeartbeatToken {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly heartbeats: HeartbeatsRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns the token, which its maker sees once; @throws DomainError `not-found`, `forbidden` */
  async execute(scope: Scope, slug: string): Promise<{ readonly token: string }> {
    const secret = newSecret(HEARTBEAT_TOKEN_PREFIX);
    await this.unit.run(scope, async (write) => {
      const heartbeat = await this.heartbeats.lock(write.tx, slug);
      if (!heartbeat) throw notFound('heartbeat', slug);
      assertMay(scope, 'write', 'source', heartbeat);
      await this.heartbeats.giveToken(write.tx, heartbeat.id, secret, this.clock.now());
      const { entries, events } = heartbeatTokenMade(heartbeat);
      write.record(...entries);
      write.emit(...events);
    });
    return { token: secret.token };
  }
}
