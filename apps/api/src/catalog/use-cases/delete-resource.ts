import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { violatedReference } from '../../platform/kernel/database-errors.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { changeOf } from '../domain/change.js';
import type { Resource } from '../domain/resource.js';
import { assertMayWrite, inUse } from '../domain/write-rules.js';
import { deleteVersioned } from './versioned-write.js';
import type { Versioned } from './save-resource.js';

/** Deletes a team, environment or subject that nothing refers to any more. */
@Injectable()
export class DeleteResource {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly references: ReferencesRepository,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `forbidden`, `conflict` naming what still needs it */
  async execute<R extends Resource>(
    scope: Scope,
    kind: Pick<Versioned<R, never>, 'noun' | 'rows' | 'users'>,
    slug: string,
    expected: Expected,
  ): Promise<void> {
    const { noun, rows } = kind;
    await this.unit
      .run(scope, (write) =>
        deleteVersioned<R>(write, expected, {
          noun,
          slug,
          lock: () => rows.lock(write.tx, slug),
          assertMayWrite: (before, after) => assertMayWrite(scope, noun, before, after),
          remove: async (before) => {
            const users = await kind.users(write.tx, slug);
            if (users.length > 0) throw inUse(noun, slug, users);
            await rows.delete(write.tx, before);
            await this.references.settle(write.tx);
          },
          changeOf: (before, after) => changeOf(noun, before, after),
        }),
      )
      .catch((error: unknown) => {
        throw violatedReference(error) === null ? error : inUse(noun, slug, []);
      });
  }
}
