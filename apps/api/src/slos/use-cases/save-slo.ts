import { Injectable } from '@nestjs/common';
import type { SloDocument } from '#slo';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { rethrowReference } from '../../catalog/domain/write-rules.js';
import {
  lockNamed,
  saveVersioned,
  type LockedRows,
  type Saved,
} from '../../catalog/use-cases/versioned-write.js';
import { Clock } from '../../platform/kernel/clock.js';
import { DomainError, invalid, type FieldError } from '../../platform/kernel/domain-error.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SlosRepository, type Places } from '../db/slos.repository.js';
import type { SeriesWarning } from '../domain/missing-series.js';
import { assertMayWriteSlo, changedSlo, newSlo, type Placement, type Slo } from '../domain/slo.js';
import { sloChange } from '../domain/slo-change.js';
import { lackingMatchers } from '../documents/required-matchers.js';
import { placesNamed } from '../documents/slo-document.js';
import { CheckExpressions } from './check-expressions.js';
import { FindRequiredMatchers } from './find-required-matchers.js';
import { FindSeriesWarnings } from './find-series-warnings.js';

/** What was saved, and what is to be said of the series that it reads. */
export interface SavedSlo extends Saved<Slo> {
  readonly warnings: readonly SeriesWarning[];
}

/** What is known already where an SLO is saved as one of many. */
export interface Beforehand {
  readonly locked: LockedRows<Slo>;
  readonly places: Places;
}

/** Creates or changes an SLO, and keeps every version of it. */
@Injectable()
export class SaveSlo {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly slos: SlosRepository,
    private readonly clock: Clock,
    private readonly expressions: CheckExpressions,
    private readonly required: FindRequiredMatchers,
    private readonly series: FindSeriesWarnings,
  ) {}

  /** @throws DomainError `promql-invalid` (Prometheus refuses an expression), `validation-failed` (unknown subject or team), `conflict` (name taken, subject or team gone meanwhile), `precondition-failed`, `forbidden` (rules over attributes) */
  async execute(scope: Scope, document: SloDocument, expected: Expected): Promise<SavedSlo> {
    const asked = await this.required.execute(scope, [document]);
    const [refused, findings] = await Promise.all([
      this.expressions.execute([document]),
      this.series.execute(asked),
    ]);
    const faults = refused.get(document);
    if (faults) throw invalid(faults, 'promql-invalid');
    const saved = await this.unit
      .run(scope, (write) => this.within(write, document, expected))
      .catch(rethrowReference);
    return { ...saved, warnings: findings.get(document)?.warnings ?? [] };
  }

  /** Looks up at once what saving many needs. @param documents parsed, not checked yet */
  async lookUp({ tx }: Write, documents: readonly unknown[]): Promise<Beforehand> {
    const locked = await lockNamed(tx, this.slos, documents);
    return { locked, places: await this.slos.places(tx, placesNamed(documents)) };
  }

  /**
   * The same as a part of a larger write, whose expressions Prometheus was asked about before.
   * @param beforehand what is known already where many are saved
   */
  within(
    write: Write,
    document: SloDocument,
    expected: Expected,
    beforehand?: Beforehand,
  ): Promise<Saved<Slo>> {
    const { tx, scope } = write;
    const slug = document.metadata.name;
    return saveVersioned<Slo>(write, expected, {
      noun: 'SLO',
      slug,
      lock: () => beforehand?.locked.take(slug) ?? this.slos.lock(tx, slug),
      next: async (before) => {
        const { spec } = document;
        const places =
          beforehand?.places ??
          (await this.slos.places(tx, { subjects: [spec.subject], teams: named(spec.team) }));
        const placement = placed(places, document, before);
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
}

const named = (team: string | undefined) => (team === undefined ? [] : [team]);

/** @throws DomainError `validation-failed` naming every reference that does not hold */
function placed({ subjects, teams }: Places, document: SloDocument, before: Slo | null): Placement {
  const { spec } = document;
  const subject = subjects.get(spec.subject);
  const fields: FieldError[] = [];
  if (!subject)
    fields.push({
      path: 'spec.subject',
      code: 'unknown-subject',
      message: `There is no subject "${spec.subject}" that you may see.`,
    });
  if (spec.team !== undefined && !teams.has(spec.team) && spec.team !== before?.team)
    fields.push({
      path: 'spec.team',
      code: 'unknown-team',
      message: `There is no team "${spec.team}" that you may see.`,
    });
  if (subject && before && subject.territory !== before.territory) {
    fields.push({
      path: 'spec.subject',
      code: 'other-territory',
      message: `This SLO and its ledger belong to ${before.territory}; make a new one for ${subject.territory}.`,
    });
  }
  if (subject) fields.push(...lackingMatchers(document, subject.territory, subject.matchers));
  if (!subject || fields.length > 0) throw invalid(fields);
  return { subjectId: subject.id, territory: subject.territory, team: spec.team ?? null };
}

function nameTaken(slug: string): DomainError {
  const message = `The name "${slug}" is taken in a territory that you may not see.`;
  return new DomainError('conflict', message, [
    { path: 'metadata.name', code: 'name-taken', message },
  ]);
}
