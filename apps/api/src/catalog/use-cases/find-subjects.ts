import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SubjectsRepository, type SubjectView } from '../db/subjects.repository.js';
import type { Page } from '#contract';
import type { SubjectFilter } from '../domain/list-filter.js';
import { ResourceUses } from './resource-uses.js';

/** A subject as a whole screen needs it: with its neighbours and how many SLOs are about it. */
export interface CountedSubject extends SubjectView {
  readonly slos: number;
}

/** Reads subjects that the actor may see. */
@Injectable()
export class FindSubjects {
  constructor(
    private readonly database: DatabaseReader,
    private readonly subjects: SubjectsRepository,
    private readonly uses: ResourceUses,
  ) {}

  /** @returns one page, by slug, each with what is counted of it */
  execute(scope: Scope, filter: SubjectFilter, limit: number): Promise<Page<CountedSubject>> {
    return this.database.read(scope, async (tx) => {
      const { items, nextCursor } = await this.subjects.page(tx, filter, limit);
      return { items: await this.counted(tx, items), nextCursor };
    });
  }

  /** @throws DomainError `not-found` */
  one(scope: Scope, slug: string): Promise<CountedSubject> {
    return this.database.read(scope, async (tx) => {
      const view = await this.subjects.find(tx, slug);
      const [counted] = view ? await this.counted(tx, [view]) : [];
      if (!counted) throw notFound('subject', slug);
      return counted;
    });
  }

  private async counted(tx: Tx, views: readonly SubjectView[]): Promise<CountedSubject[]> {
    const counts = await this.uses.count(
      tx,
      'subject',
      'slo',
      views.map((view) => view.subject.slug),
    );
    return views.map((view) => ({ ...view, slos: counts.get(view.subject.slug) ?? 0 }));
  }
}
