import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import { sql, type Selectable } from 'kysely';
import { pageOfRows } from '../../platform/db/page-of-rows.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ListFilter } from '../domain/list-filter.js';
import type { Team } from '../domain/team.js';
import { isNamed, knownIn, lockedAll } from './conditions.js';
import type { TeamsTable } from './tables.js';

/** A team with how many subjects it answers for. */
export interface TeamRow {
  readonly team: Team;
  readonly subjects: number;
}

type TeamRecord = Selectable<TeamsTable> & { readonly subjects: number };

const subjects = sql<number>`(select count(*) from subjects s where s.team = teams.slug)`.as(
  'subjects',
);

@Injectable()
export class TeamsRepository {
  async lock(tx: Tx, slug: string): Promise<Team | null> {
    const row = await tx
      .selectFrom('teams')
      .selectAll()
      .where('slug', '=', slug)
      .forNoKeyUpdate()
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** The same of many, in the order of their slugs. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<Team[]> {
    const rows = await tx.selectFrom('teams').selectAll().$call(lockedAll(slugs)).execute();
    return rows.map(fromRow);
  }

  async find(tx: Tx, slug: string): Promise<TeamRow | null> {
    const row = await tx
      .selectFrom('teams')
      .selectAll()
      .select(subjects)
      .where('slug', '=', slug)
      .executeTakeFirst();
    return row ? { team: fromRow(row), subjects: row.subjects } : null;
  }

  /** Those of `slugs` that the scope sees. */
  known(tx: Tx, slugs: readonly string[]): Promise<Set<string>> {
    return knownIn(tx, 'teams', slugs);
  }

  /** By name in paths, after `filter.after`. */
  page(tx: Tx, filter: ListFilter, limit: number): Promise<Page<TeamRow>> {
    let query = this.all(tx);
    if (filter.after) query = query.where('slug', '>', filter.after);
    if (filter.territory) query = query.where('territory', '=', filter.territory);
    if (filter.q) query = query.where(isNamed('teams', filter.q));
    const itemOf = (row: TeamRecord) => ({ team: fromRow(row), subjects: row.subjects });
    return pageOfRows(tx, query, limit, { itemOf, cursorOf: ({ team }) => team.slug });
  }

  /** Every team that the scope sees, by name in paths. */
  async list(tx: Tx): Promise<Team[]> {
    return (await this.all(tx).execute()).map(fromRow);
  }

  /** @returns false when the slug is taken by a team that the scope does not see */
  async insert(tx: Tx, team: Team): Promise<boolean> {
    const done = await tx
      .insertInto('teams')
      .values(toRow(team))
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    return done.numInsertedOrUpdatedRows === 1n;
  }

  async update(tx: Tx, team: Team): Promise<void> {
    await tx.updateTable('teams').set(toRow(team)).where('id', '=', team.id).execute();
  }

  async delete(tx: Tx, team: Team): Promise<void> {
    await tx.deleteFrom('teams').where('id', '=', team.id).execute();
  }

  private all(tx: Tx) {
    return tx.selectFrom('teams').selectAll().select(subjects).orderBy('slug');
  }
}

function toRow({ createdAt, updatedAt, labels, members, ...same }: Team) {
  return {
    ...same,
    members: [...members],
    labels: JSON.stringify(labels),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function fromRow({
  id,
  slug,
  name,
  description,
  territory,
  contact,
  members,
  labels,
  version,
  created_at,
  updated_at,
}: Selectable<TeamsTable>): Team {
  return {
    id,
    slug,
    name,
    description,
    territory,
    contact,
    members,
    labels,
    version,
    createdAt: created_at,
    updatedAt: updated_at,
  };
}
