import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import { violatedReference } from '../../platform/kernel/database-errors.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { notFound } from '../../platform/kernel/refusal.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { TeamsRepository } from '../db/teams.repository.js';
import { changeOf } from '../domain/change.js';
import { assertMayWrite, inUse } from './saved.js';

/** Deletes a team that nothing refers to any more: state, audit and outbox in one transaction. */
@Injectable()
export class DeleteTeam {
  constructor(
    private readonly database: Database,
    private readonly teams: TeamsRepository,
    private readonly references: ReferencesRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Refusal `not-found`, `precondition-failed`, `forbidden`, `conflict` naming what still needs it */
  async execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    await this.database
      .transaction(scope, async (tx) => {
        const before = await this.teams.lock(tx, slug);
        if (!before) throw notFound('team', slug);
        assertExpected(expected, before.version, `team "${slug}"`);
        assertMayWrite(scope, 'team', before, null);
        const users = await this.references.subjectsOf(tx, 'team', slug);
        if (users.length > 0) throw inUse('team', slug, users);
        await this.teams.delete(tx, before);
        await this.references.settle(tx);
        const { entry, events } = changeOf('team', before, null);
        await this.outbox.append(tx, ...events);
        await this.audit.append(tx, scope, entry);
      })
      .catch((error: unknown) => {
        throw violatedReference(error) === null ? error : inUse('team', slug, []);
      });
  }
}
