import { Injectable } from '@nestjs/common';
import { assertMay } from '../../access/domain/ability.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { deleteVersioned } from '../../catalog/use-cases/versioned-write.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import { heartbeatChange, type Heartbeat } from '../domain/heartbeat.js';

/** Deletes a heartbeat: its token opens nothing any more, and an incident about its silence ends by itself. */
@Injectable()
export class DeleteHeartbeat {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly heartbeats: HeartbeatsRepository,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `forbidden` */
  execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    return this.unit.run(scope, (write) =>
      deleteVersioned<Heartbeat>(write, expected, {
        noun: 'heartbeat',
        slug,
        lock: () => this.heartbeats.lock(write.tx, slug),
        assertMayWrite: (before) => {
          if (before) assertMay(scope, 'write', 'source', before);
        },
        remove: (before) => this.heartbeats.delete(write.tx, before),
        changeOf: heartbeatChange,
      }),
    );
  }
}
