import { Injectable, type OnModuleInit } from '@nestjs/common';
import { assertMay } from '../../access/domain/ability.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { nameTaken, rethrowReference } from '../../catalog/domain/write-rules.js';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import { saveVersioned, type Saved } from '../../catalog/use-cases/versioned-write.js';
import { Clock } from '../../platform/kernel/clock.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { HeartbeatsRepository } from '../db/heartbeats.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import {
  heartbeatChange,
  nextHeartbeat,
  type Heartbeat,
  type HeartbeatContent,
} from '../domain/heartbeat.js';

/** Creates or changes a heartbeat, which lies where its subject does; and word of which subjects are in use by one. */
@Injectable()
export class SaveHeartbeat implements OnModuleInit {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly heartbeats: HeartbeatsRepository,
    private readonly names: NamesRepository,
    private readonly clock: Clock,
    private readonly uses: ResourceUses,
  ) {}

  onModuleInit(): void {
    this.uses.register('subject', 'heartbeat', (tx, slugs) =>
      this.heartbeats.countBySubject(tx, slugs),
    );
  }

  /** @throws DomainError `validation-failed` (unknown subject), `precondition-failed`, `forbidden`, `conflict` when the name is taken */
  execute(
    scope: Scope,
    slug: string,
    content: HeartbeatContent,
    expected: Expected,
  ): Promise<Saved<Heartbeat>> {
    return this.unit
      .run(scope, (write) =>
        saveVersioned<Heartbeat>(write, expected, {
          noun: 'heartbeat',
          slug,
          lock: () => this.heartbeats.lock(write.tx, slug),
          next: async (before) => {
            const territory = await this.names.territoryOf(write.tx, content.subject);
            if (territory === null) throw invalid([unknownSubject(content.subject)]);
            const settled = { ...content, territory };
            return nextHeartbeat(before, slug, settled, newId(), this.clock.now());
          },
          assertMayWrite: (before, after) => {
            for (const one of [before, after]) if (one) assertMay(scope, 'write', 'source', one);
          },
          insert: (after) => this.heartbeats.insert(write.tx, after),
          update: (_before, after) => this.heartbeats.update(write.tx, after),
          changeOf: heartbeatChange,
          nameTaken: () => nameTaken('heartbeat', slug),
        }),
      )
      .catch(rethrowReference);
  }
}

function unknownSubject(subject: string) {
  return {
    path: 'subject',
    code: 'unknown-subject',
    message: `There is no subject "${subject}" that you may see.`,
  };
}
