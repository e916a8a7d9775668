import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { violatedReference } from '../../platform/kernel/database-errors.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { notFound } from '../../platform/kernel/refusal.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { SubjectsRepository } from '../db/subjects.repository.js';
import { changeOf } from '../domain/change.js';
import { assertMayWrite, inUse } from './saved.js';
import { SubjectUses } from './subject-uses.js';

/** Deletes a subject that nothing refers to any more: state, audit and outbox in one transaction. */
@Injectable()
export class DeleteSubject {
  constructor(
    private readonly database: Database,
    private readonly subjects: SubjectsRepository,
    private readonly references: ReferencesRepository,
    private readonly uses: SubjectUses,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Refusal `not-found`, `precondition-failed`, `forbidden`, `conflict` naming what still needs it */
  async execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    await this.database
      .transaction(scope, async (tx) => {
        const before = await this.subjects.lock(tx, slug);
        if (!before) throw notFound('subject', slug);
        assertExpected(expected, before.version, `subject "${slug}"`);
        assertMayWrite(scope, 'subject', before, null);
        const users = [...(await this.references.dependantsOf(tx, slug)), ...(await this.uses.of(tx, slug))];
        if (users.length > 0) throw inUse('subject', slug, users);
        await this.subjects.delete(tx, before);
        await this.references.settle(tx);
        const { entry, events } = changeOf('subject', before, null);
        await this.outbox.append(tx, ...events);
        await this.audit.append(tx, scope, entry);
      })
      .catch((error: unknown) => {
        throw violatedReference(error) === null ? error : inUse('subject', slug, []);
      });
  }
}
