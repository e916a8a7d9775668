import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { violatedReference } from '../../platform/kernel/database-errors.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { changeOf } from '../domain/change.js';
import type { Resource } from '../domain/resource.js';
import { assertMayWrite, inUse } from './saved.js';
import type { Versioned } from './versioned.js';

/** Deletes a team, environment or subject that nothing refers to any more: state, audit and outbox in one transaction. */
@Injectable()
export class DeleteResource {
  constructor(
    private readonly database: Database,
    private readonly references: ReferencesRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `forbidden`, `conflict` naming what still needs it */
  async execute<R extends Resource>(
    scope: Scope,
    kind: Pick<Versioned<R, never>, 'noun' | 'rows' | 'users'>,
    slug: string,
    expected: Expected,
  ): Promise<void> {
    await this.database
      .transaction(scope, async (tx) => {
        const before = await kind.rows.lock(tx, slug);
        if (!before) throw notFound(kind.noun, slug);
        assertExpected(expected, before.version, `${kind.noun} "${slug}"`);
        assertMayWrite(scope, kind.noun, before, null);
        const users = await kind.users(tx, slug);
        if (users.length > 0) throw inUse(kind.noun, slug, users);
        await kind.rows.delete(tx, before);
        await this.references.settle(tx);
        const { entry, events } = changeOf(kind.noun, before, null);
        await this.outbox.append(tx, ...events);
        await this.audit.append(tx, scope, entry);
      })
      .catch((error: unknown) => {
        throw violatedReference(error) === null ? error : inUse(kind.noun, slug, []);
      });
  }
}
