import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import { sql } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import type { Tx } from '../../platform/db/tx.js';
import type { SubjectFilter } from '../domain/list-filter.js';
import type { Subject } from '../domain/subject.js';
import { isLabelled, knownIn, lockedAll } from './conditions.js';
import { fromRow, toRow } from './subject-row.js';

/** A subject with what its neighbours say of it. */
export interface SubjectView {
  readonly subject: Subject;
  /** null when it has no team; the slug when the actor may not see the team */
  readonly teamName: string | null;
  readonly dependedOnBy: readonly string[];
}

const dependsOn = sql<
  string[]
>`array(select d.depends_on from subject_dependencies d where d.subject = subjects.slug order by 1)`.as(
  'depends_on',
);
const dependedOnBy = sql<
  string[]
>`array(select d.subject from subject_dependencies d where d.depends_on = subjects.slug order by 1)`.as(
  'depended_on_by',
);
const teamName = sql<
  string | null
>`coalesce((select t.name from teams t where t.slug = subjects.team), subjects.team)`.as(
  'team_name',
);

@Injectable()
export class SubjectsRepository {
  /** Those of `slugs`, locked in their order; those that are not there are left out. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<Subject[]> {
    const rows = await tx
      .selectFrom('subjects')
      .selectAll()
      .select(dependsOn)
      .$call(lockedAll(slugs))
      .execute();
    return rows.map(fromRow);
  }

  async find(tx: Tx, slug: string): Promise<SubjectView | null> {
    const row = await this.views(tx).where('slug', '=', slug).executeTakeFirst();
    return row ? viewOf(row) : null;
  }

  page(tx: Tx, filter: SubjectFilter): Promise<Page<SubjectView>> {
    let query = this.views(tx);
    for (const column of ['kind', 'team', 'environment'] as const) {
      const value = filter[column];
      if (value) query = query.where(sql.ref(`subjects.${column}`), '=', value);
    }
    if (filter.label) query = query.where(isLabelled(filter.label));
    return pageBySlug(tx, query, filter, viewOf);
  }

  /** Every subject that the scope sees, by slug. */
  async list(tx: Tx): Promise<Subject[]> {
    return (await this.views(tx).orderBy('slug').execute()).map(fromRow);
  }

  /** Those of `slugs` that the scope sees. */
  known(tx: Tx, slugs: readonly string[]): Promise<Set<string>> {
    return knownIn(tx, 'subjects', slugs);
  }

  /** @returns false when the slug is taken by a subject that the scope does not see */
  async insert(tx: Tx, subject: Subject): Promise<boolean> {
    const isNew = await insertedAsNamed(tx.insertInto('subjects').values(toRow(subject)), 'all');
    if (isNew) await this.connect(tx, subject);
    return isNew;
  }

  async update(tx: Tx, subject: Subject): Promise<void> {
    await tx.deleteFrom('subject_dependencies').where('subject', '=', subject.slug).execute();
    await tx.updateTable('subjects').set(toRow(subject)).where('id', '=', subject.id).execute();
    await this.connect(tx, subject);
  }

  async delete(tx: Tx, subject: Subject): Promise<void> {
    await tx.deleteFrom('subjects').where('id', '=', subject.id).execute();
  }

  private views(tx: Tx) {
    return tx.selectFrom('subjects').selectAll().select([dependsOn, dependedOnBy, teamName]);
  }

  private async connect(tx: Tx, { slug, dependsOn, territory }: Subject): Promise<void> {
    if (dependsOn.length === 0) return;
    await tx
      .insertInto('subject_dependencies')
      .values(dependsOn.map((name) => ({ subject: slug, depends_on: name, territory })))
      .execute();
  }
}

function viewOf(
  row: Parameters<typeof fromRow>[0] & { depended_on_by: string[]; team_name: string | null },
): SubjectView {
  return { subject: fromRow(row), teamName: row.team_name, dependedOnBy: row.depended_on_by };
}
