import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { violatedReference } from '../../platform/kernel/database-errors.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { notFound } from '../../platform/kernel/refusal.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import { changeOf } from '../domain/change.js';
import { assertMayWrite, inUse } from './saved.js';

/** Deletes an environment that nothing refers to any more: state, audit and outbox in one transaction. */
@Injectable()
export class DeleteEnvironment {
  constructor(
    private readonly database: Database,
    private readonly environments: EnvironmentsRepository,
    private readonly references: ReferencesRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Refusal `not-found`, `precondition-failed`, `forbidden`, `conflict` naming what still needs it */
  async execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    await this.database
      .transaction(scope, async (tx) => {
        const before = await this.environments.lock(tx, slug);
        if (!before) throw notFound('environment', slug);
        assertExpected(expected, before.version, `environment "${slug}"`);
        assertMayWrite(scope, 'environment', before, null);
        const users = await this.references.subjectsOf(tx, 'environment', slug);
        if (users.length > 0) throw inUse('environment', slug, users);
        await this.environments.delete(tx, before);
        await this.references.settle(tx);
        const { entry, events } = changeOf('environment', before, null);
        await this.outbox.append(tx, ...events);
        await this.audit.append(tx, scope, entry);
      })
      .catch((error: unknown) => {
        throw violatedReference(error) === null ? error : inUse('environment', slug, []);
      });
  }
}
