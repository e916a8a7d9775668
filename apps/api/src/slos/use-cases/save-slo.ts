import { Injectable } from '@nestjs/common';
import type { SloDocument } from '#slo';
import { sloChanged } from '../domain/slo-events.js';
import type { AuditEntry } from '../../audit/domain/audit-event.js';
import { assertMay } from '../../access/use-cases/ability.js';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { rethrowReference } from '../../catalog/use-cases/saved.js';
import { Database } from '../../platform/db/database.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import { DomainError, invalid, type FieldError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { SlosRepository } from '../db/slos.repository.js';
import { attributesOf, changedSlo, newSlo, type Placement, type Slo } from '../domain/slo.js';

export type SaveOutcome = 'created' | 'changed' | 'unchanged';

/** What a write did. `entries` still have to be appended to the audit trail, last thing in the same transaction. */
export interface SavedSlo {
  readonly slo: Slo;
  readonly outcome: SaveOutcome;
  readonly entries: readonly AuditEntry[];
}

/** Creates or changes an SLO: state, version, audit and outbox in one transaction. */
@Injectable()
export class SaveSlo {
  constructor(
    private readonly database: Database,
    private readonly slos: SlosRepository,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `validation-failed` (unknown subject or team), `conflict` (name taken, subject gone meanwhile), `precondition-failed`, `forbidden` (rules over attributes) */
  execute(scope: Scope, document: SloDocument, expected: Expected): Promise<SavedSlo> {
    return this.database
      .transaction(scope, async (tx) => {
        const saved = await this.within(tx, scope, document, expected);
        await this.audit.append(tx, scope, ...saved.entries);
        return saved;
      })
      .catch(rethrowReference);
  }

  /** The same inside a transaction of the caller's, who appends `entries` to the audit trail at its end. */
  async within(tx: Tx, scope: Scope, document: SloDocument, expected: Expected): Promise<SavedSlo> {
    const slug = document.metadata.name;
    const before = await this.slos.lock(tx, slug);
    assertExpected(expected, before?.version ?? null, `SLO "${slug}"`);
    const placement = await this.place(tx, document, before);
    const now = this.clock.now();
    const after = before
      ? changedSlo(before, document, placement, now)
      : newSlo(newId(), document, placement, now);
    if (before && after.version === before.version)
      return { slo: before, outcome: 'unchanged', entries: [] };
    for (const slo of before ? [before, after] : [after])
      assertMay(scope, 'write', 'slo', attributesOf(slo));
    if (before) await this.slos.update(tx, after, scope.actor);
    else if (!(await this.slos.insert(tx, after, scope.actor))) {
      // Somebody made it at the same time: once more, on top of theirs.
      if (await this.slos.lock(tx, slug)) return this.within(tx, scope, document, expected);
      throw nameTaken(slug);
    }
    await this.outbox.append(tx, sloChanged.of([slug], after.territory));
    const target = { kind: 'slo', id: after.id, name: slug };
    const entry = {
      action: before ? 'slo.changed' : 'slo.created',
      target,
      territory: after.territory,
      before: before?.document ?? null,
      after: document,
    };
    return { slo: after, outcome: before ? 'changed' : 'created', entries: [entry] };
  }

  private async place(tx: Tx, document: SloDocument, before: Slo | undefined): Promise<Placement> {
    const { subject, teamKnown } = await this.slos.placement(tx, document);
    const fields: FieldError[] = [];
    if (!subject)
      fields.push({
        path: 'spec.subject',
        code: 'unknown-subject',
        message: `There is no subject "${document.spec.subject}" that you may see.`,
      });
    if (!teamKnown && document.spec.team !== before?.team)
      fields.push({
        path: 'spec.team',
        code: 'unknown-team',
        message: `There is no team "${document.spec.team}" that you may see.`,
      });
    if (subject && before && subject.territory !== before.territory) {
      fields.push({
        path: 'spec.subject',
        code: 'other-territory',
        message: `This SLO and its ledger belong to ${before.territory}; make a new one for ${subject.territory}.`,
      });
    }
    if (!subject || fields.length > 0) throw invalid(fields);
    return subject;
  }
}

function nameTaken(slug: string): DomainError {
  const message = `The name "${slug}" is taken in a territory that you may not see.`;
  return new DomainError('conflict', message, [
    { path: 'metadata.name', code: 'name-taken', message },
  ]);
}
