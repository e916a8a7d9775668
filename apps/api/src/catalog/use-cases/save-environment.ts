import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { EnvironmentsRepository } from '../db/environments.repository.js';
import { changeOf } from '../domain/change.js';
import { nextVersion } from '../domain/resource.js';
import type { Environment, EnvironmentContent } from '../domain/environment.js';
import { assertMayWrite, nameTaken, rethrowReference, type Edit, type Saved } from './saved.js';

/** Creates or changes an environment: state, audit and outbox in one transaction. */
@Injectable()
export class SaveEnvironment {
  constructor(
    private readonly database: Database,
    private readonly environments: EnvironmentsRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `precondition-failed`, `forbidden`, `conflict` (name taken, or referred to) */
  execute(scope: Scope, slug: string, edit: Edit<Environment, EnvironmentContent>, expected: Expected): Promise<Saved<Environment>> {
    return this.database
      .transaction(scope, async (tx) => {
        const saved = await this.within(tx, scope, slug, edit, expected);
        await this.audit.append(tx, scope, ...saved.entries);
        return saved;
      })
      .catch(rethrowReference);
  }

  /** The same inside a transaction of the caller's, who appends `entries` to the audit trail at its end. */
  async within(tx: Tx, scope: Scope, slug: string, edit: Edit<Environment, EnvironmentContent>, expected: Expected): Promise<Saved<Environment>> {
    const before = await this.environments.lock(tx, slug);
    assertExpected(expected, before?.version ?? null, `environment "${slug}"`);
    const { outcome, after } = nextVersion<Environment>(before, slug, edit(before), newId(), this.clock.now());
    if (outcome === 'unchanged') return { outcome, resource: after, entries: [] };
    assertMayWrite(scope, 'environment', before, after);
    if (before) await this.environments.update(tx, after);
    else if (!(await this.environments.insert(tx, after))) throw nameTaken('environment', slug);
    const { entry, events } = changeOf('environment', before, after);
    await this.outbox.append(tx, ...events);
    return { outcome, resource: after, entries: [entry] };
  }
}
