import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import { invalid } from '../../platform/kernel/refusal.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { SubjectsRepository } from '../db/subjects.repository.js';
import { changeOf } from '../domain/change.js';
import { nextVersion } from '../domain/resource.js';
import { settled, subjectFaults, type Subject, type SubjectDraft } from '../domain/subject.js';
import { assertMayWrite, nameTaken, rethrowReference, type Edit, type Saved } from './saved.js';
import { NOTHING_COMING, SubjectReferences } from './subject-references.js';

/** Creates or changes a subject with its dependencies: state, audit and outbox in one transaction. */
@Injectable()
export class SaveSubject {
  constructor(
    private readonly database: Database,
    private readonly subjects: SubjectsRepository,
    private readonly references: SubjectReferences,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `validation-failed` (fields), `precondition-failed`, `forbidden`, `conflict` (name taken, or referred to) */
  execute(scope: Scope, slug: string, edit: Edit<Subject, SubjectDraft>, expected: Expected): Promise<Saved<Subject>> {
    return this.database
      .transaction(scope, async (tx) => {
        const saved = await this.within(tx, scope, slug, edit, expected);
        await this.audit.append(tx, scope, ...saved.entries);
        return saved;
      })
      .catch(rethrowReference);
  }

  /**
   * The same inside a transaction of the caller's, who appends `entries` to the audit trail at its end.
   * @param coming what else the caller will write in the same transaction
   */
  async within(tx: Tx, scope: Scope, slug: string, edit: Edit<Subject, SubjectDraft>, expected: Expected, coming = NOTHING_COMING): Promise<Saved<Subject>> {
    const before = await this.subjects.lock(tx, slug);
    assertExpected(expected, before?.version ?? null, `subject "${slug}"`);
    const draft = edit(before);
    const faults = [...subjectFaults(slug, draft), ...(await this.references.faults(tx, slug, draft, before, coming))];
    if (faults.length > 0) throw invalid(faults);
    const { outcome, after } = nextVersion<Subject>(before, slug, settled(draft), newId(), this.clock.now());
    if (outcome === 'unchanged') return { outcome, resource: after, entries: [] };
    assertMayWrite(scope, 'subject', before, after);
    await this.references.assertMovable(tx, draft, before);
    if (before) await this.subjects.update(tx, after);
    else if (!(await this.subjects.insert(tx, after))) throw nameTaken('subject', slug);
    const { entry, events } = changeOf('subject', before, after);
    await this.outbox.append(tx, ...events);
    return { outcome, resource: after, entries: [entry] };
  }
}
