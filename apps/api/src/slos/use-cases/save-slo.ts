import { Injectable } from '@nestjs/common';
import type { SloDocument } from '#slo';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { rethrowReference } from '../../catalog/domain/write-rules.js';
import { saveVersioned, type Saved } from '../../catalog/use-cases/versioned-write.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError, invalid, type FieldError } from '../../platform/kernel/domain-error.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SlosRepository } from '../db/slos.repository.js';
import { assertMayWriteSlo, changedSlo, newSlo, type Placement, type Slo } from '../domain/slo.js';
import { sloChange } from '../domain/slo-change.js';
import { lackingMatchers } from '../documents/required-matchers.js';
import { CheckExpressions } from './check-expressions.js';

/** Creates or changes an SLO, and keeps every version of it. */
@Injectable()
export class SaveSlo {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly slos: SlosRepository,
    private readonly clock: Clock,
    private readonly expressions: CheckExpressions,
  ) {}

  /** @throws DomainError `promql-invalid` (Prometheus refuses an expression), `validation-failed` (unknown subject or team), `conflict` (name taken, subject or team gone meanwhile), `precondition-failed`, `forbidden` (rules over attributes) */
  async execute(scope: Scope, document: SloDocument, expected: Expected): Promise<Saved<Slo>> {
    const faults = (await this.expressions.execute([document])).get(document);
    if (faults) throw invalid(faults, 'promql-invalid');
    return this.unit
      .run(scope, (write) => this.within(write, document, expected))
      .catch(rethrowReference);
  }

  /** The same as a part of a larger write, whose expressions Prometheus was asked about before. */
  within(write: Write, document: SloDocument, expected: Expected): Promise<Saved<Slo>> {
    const { tx, scope } = write;
    const slug = document.metadata.name;
    return saveVersioned<Slo>(write, expected, {
      noun: 'SLO',
      slug,
      lock: () => this.slos.lock(tx, slug),
      next: async (before) => {
        const placement = await this.place(tx, document, before);
        const now = this.clock.now();
        return before
          ? changedSlo(before, document, placement, now)
          : newSlo(newId(), document, placement, now);
      },
      assertMayWrite: (before, after) => assertMayWriteSlo(scope, before, after),
      insert: (after) => this.slos.insert(tx, after, scope.actor),
      update: (_before, after) => this.slos.update(tx, after, scope.actor),
      changeOf: sloChange,
      nameTaken: () => nameTaken(slug),
    });
  }

  private async place(tx: Tx, document: SloDocument, before: Slo | null): Promise<Placement> {
    const { subject, teamKnown, matchers } = await this.slos.placement(tx, document);
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
    if (subject) fields.push(...lackingMatchers(document, subject.territory, matchers));
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
