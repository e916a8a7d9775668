import { documentPatternWork } from '#slo';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ApplyKinds,
  type ApplyContext,
  type ApplyKind,
  type ApplyOne,
  type ExamineContext,
  type Examination,
} from '../../catalog/use-cases/apply-kinds.js';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import { Yielder } from '../../platform/documents/yielder.js';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError, type FieldError } from '../../platform/kernel/domain-error.js';
import { ANY } from '../../platform/kernel/expected.js';
import { SlosRepository } from '../db/slos.repository.js';
import type { SeriesWarning } from '../domain/missing-series.js';
import { orderedDocument } from '../domain/ordered-document.js';
import { readSloDocument } from '../documents/slo-document.js';
import { CheckExpressions } from './check-expressions.js';
import { FindRequiredMatchers } from './find-required-matchers.js';
import { FindSeriesWarnings } from './find-series-warnings.js';
import { SaveSlo } from './save-slo.js';

/** What compiling the patterns of one request may take, in the units of `documentPatternWork`: some seconds, twice or three times. */
const MOST_PATTERN_WORK = 4_000_000;

/** Documents of kind SLO, for the catalog's apply and export; and word of which subjects and teams are in use. */
@Injectable()
export class ApplySlo implements ApplyKind, OnModuleInit {
  readonly kind = 'SLO';
  /** after subjects (30) */
  readonly order = 40;

  constructor(
    private readonly save: SaveSlo,
    private readonly expressions: CheckExpressions,
    private readonly required: FindRequiredMatchers,
    private readonly series: FindSeriesWarnings,
    private readonly slos: SlosRepository,
    private readonly kinds: ApplyKinds,
    private readonly uses: ResourceUses,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
    const { slos } = this;
    this.uses.register('subject', 'slo', {
      count: (tx, subjects) => slos.countBySubject(tx, subjects),
      names: (tx, subject) => slos.namesOf(tx, 'subject', subject),
    });
    this.uses.register('team', 'slo', {
      count: (tx, teams) => slos.countByTeam(tx, teams),
      names: (tx, team) => slos.namesOf(tx, 'team', team),
    });
  }

  async execute({ write }: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne> {
    const beforehand = await this.save.lookUp(write, documents);
    return async (document) =>
      this.save.within(write, readSloDocument(document, null), ANY, beforehand);
  }

  async examine(
    { scope, subjects }: ExamineContext,
    documents: readonly unknown[],
  ): Promise<ReadonlyMap<unknown, Examination>> {
    await assertBounded(documents);
    const asked = await this.required.execute(scope, documents, subjects);
    const [refused, findings] = await Promise.all([
      this.expressions.execute(documents),
      this.series.execute(asked),
    ]);
    return new Map(
      documents.map((one) => [
        one,
        {
          errors: refused.get(one) ?? [],
          warnings: (findings.get(one)?.warnings ?? []).map(toField),
        },
      ]),
    );
  }

  async export(tx: Tx): Promise<readonly object[]> {
    const [yielder, documents] = [new Yielder(), [] as object[]];
    for (const document of await this.slos.documents(tx)) {
      documents.push(orderedDocument(document));
      await yielder.yieldIfDue();
    }
    return documents;
  }
}

/** Before any pattern is compiled, and a transaction begun. @throws DomainError `payload-too-large` */
async function assertBounded(documents: readonly unknown[]): Promise<void> {
  const yielder = new Yielder();
  let work = 0;
  for (const document of documents) {
    work += documentPatternWork(document);
    if (work > MOST_PATTERN_WORK)
      throw new DomainError(
        'payload-too-large',
        'The patterns of these SLOs take too long to check, all together. Send fewer at once. Nothing was changed.',
      );
    await yielder.yieldIfDue();
  }
}

function toField({ path, code, message }: SeriesWarning): FieldError {
  return { path, code, message };
}
