import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { sql, type Selectable } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Team } from '../domain/team.js';
import { knownIn, lockedAll } from './conditions.js';
import type { TeamsTable } from './tables.js';

/** A team with how many subjects it answers for. */
export interface TeamRow {
  readonly team: Team;
  readonly subjects: number;
}

const subjects = sql<number>`(select count(*) from subjects s where s.team = teams.slug)`.as(
  'subjects',
);

@Injectable()
export class TeamsRepository {
  /** Those of `slugs`, locked in their order; those that are not there are left out. */
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

  page(tx: Tx, filter: NamedFilter): Promise<Page<TeamRow>> {
    return pageBySlug(tx, this.all(tx), filter, (row) => ({
      team: fromRow(row),
      subjects: row.subjects,
    }));
  }

  /** Every team that the scope sees, by name in paths. */
  async list(tx: Tx): Promise<Team[]> {
    return (await this.all(tx).orderBy('slug').execute()).map(fromRow);
  }

  /** @returns false when the slug is taken by a team that the scope does not see */
  insert(tx: Tx, team: Team): Promise<boolean> {
    return insertedAsNamed(tx.insertInto('teams').values(toRow(team)));
  }

  async update(tx: Tx, team: Team): Promise<void> {
    await tx.updateTable('teams').set(toRow(team)).where('id', '=', team.id).execute();
  }

  async delete(tx: Tx, team: Team): Promise<void> {
    await tx.deleteFrom('teams').where('id', '=', team.id).execute();
  }

  private all(tx: Tx) {
    return tx.selectFrom('teams').selectAll().select(subjects);
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
