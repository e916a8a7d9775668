import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { deleteVersioned } from '../../catalog/use-cases/versioned-write.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { SourcesRepository } from '../db/sources.repository.js';
import { assertMayWriteSource } from '../domain/source-rules.js';
import { sourceChange, type Source } from '../domain/source.js';

/** Deletes a source of alerts: its token opens nothing any more. What it told stays. */
@Injectable()
export class DeleteSource {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly sources: SourcesRepository,
    private readonly alerts: AlertsRepository,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `forbidden`, `conflict` naming the incidents that only it can end */
  execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    return this.unit.run(scope, (write) =>
      deleteVersioned<Source>(write, expected, {
        noun: 'source',
        slug,
        lock: () => this.sources.lock(write.tx, slug),
        assertMayWrite: (before, after) => assertMayWriteSource(scope, before, after),
        remove: async (before) => {
          const held = await this.alerts.holdsOpen(write.tx, before.id);
          if (held.length > 0)
            throw new DomainError(
              'conflict',
              `Alerts of the source "${slug}" still hold ${held.join(', ')} open. Resolve them first.`,
            );
          await this.sources.delete(write.tx, before);
        },
        changeOf: sourceChange,
      }),
    );
  }
}
