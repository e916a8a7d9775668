import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { ReferencesRepository } from '../db/references.repository.js';
import { changeOf } from '../domain/change.js';
import { nextVersion, type Resource } from '../domain/resource.js';
import { assertMayWrite, nameTaken, rethrowReference, type Edit, type Saved } from './saved.js';
import { NO_PENDING_REFERENCES } from './subject-references.js';
import type { Versioned } from './versioned.js';

/** Creates or changes a team, environment or subject: state, audit and outbox in one transaction. */
@Injectable()
export class SaveResource {
  constructor(
    private readonly database: Database,
    private readonly references: ReferencesRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `validation-failed` (fields), `precondition-failed`, `forbidden`, `conflict` (name taken, or referred to) */
  execute<R extends Resource, D>(
    scope: Scope,
    kind: Versioned<R, D>,
    slug: string,
    edit: Edit<R, D>,
    expected: Expected,
  ): Promise<Saved<R>> {
    return this.database
      .transaction(scope, async (tx) => {
        const saved = await this.within(tx, scope, kind, slug, edit, expected);
        await this.references.settle(tx);
        await this.audit.append(tx, scope, ...saved.entries);
        return saved;
      })
      .catch(rethrowReference);
  }

  /**
   * The same inside a transaction of the caller's, who settles the references and appends `entries` to the audit trail at its end.
   * @param pending what else the caller will write in the same transaction
   */
  async within<R extends Resource, D>(
    tx: Tx,
    scope: Scope,
    kind: Versioned<R, D>,
    slug: string,
    edit: Edit<R, D>,
    expected: Expected,
    pending = NO_PENDING_REFERENCES,
  ): Promise<Saved<R>> {
    const write = async (): Promise<Saved<R> | null> => {
      const before = await kind.rows.lock(tx, slug);
      assertExpected(expected, before?.version ?? null, `${kind.noun} "${slug}"`);
      const content = await kind.content(tx, slug, edit(before), before, pending);
      const { outcome, after } = nextVersion<R>(before, slug, content, newId(), this.clock.now());
      if (outcome === 'unchanged') return { outcome, resource: after, entries: [] };
      assertMayWrite(scope, kind.noun, before, after);
      if (before) {
        await kind.assertMovable?.(tx, before, after);
        await kind.rows.update(tx, after);
      } else if (!(await kind.rows.insert(tx, after))) return null;
      const { entry, events } = changeOf(kind.noun, before, after);
      await this.outbox.append(tx, ...events);
      return { outcome, resource: after, entries: [entry] };
    };
    // A name that was free and is taken now came from somebody writing at the same time: once more, on top of theirs.
    const saved = (await write()) ?? (await write());
    if (!saved) throw nameTaken(kind.noun, slug);
    return saved;
  }
}
