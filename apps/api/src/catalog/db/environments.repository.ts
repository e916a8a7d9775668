import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import type { Selectable } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Environment } from '../domain/environment.js';
import { knownIn, lockedAll } from './conditions.js';
import type { EnvironmentsTable } from './tables.js';

@Injectable()
export class EnvironmentsRepository {
  /** Those of `slugs`, locked in their order; those that are not there are left out. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<Environment[]> {
    const rows = await tx.selectFrom('environments').selectAll().$call(lockedAll(slugs)).execute();
    return rows.map(fromRow);
  }

  async find(tx: Tx, slug: string): Promise<Environment | null> {
    const row = await tx
      .selectFrom('environments')
      .selectAll()
      .where('slug', '=', slug)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Those of `slugs` that the scope sees. */
  known(tx: Tx, slugs: readonly string[]): Promise<Set<string>> {
    return knownIn(tx, 'environments', slugs);
  }

  page(tx: Tx, filter: NamedFilter): Promise<Page<Environment>> {
    return pageBySlug(tx, this.all(tx), filter, fromRow);
  }

  /** Every environment that the scope sees, by name in paths. */
  async list(tx: Tx): Promise<Environment[]> {
    return (await this.all(tx).orderBy('slug').execute()).map(fromRow);
  }

  /** @returns false when the slug is taken by an environment that the scope does not see */
  insert(tx: Tx, environment: Environment): Promise<boolean> {
    return insertedAsNamed(tx.insertInto('environments').values(toRow(environment)));
  }

  async update(tx: Tx, environment: Environment): Promise<void> {
    await tx
      .updateTable('environments')
      .set(toRow(environment))
      .where('id', '=', environment.id)
      .execute();
  }

  async delete(tx: Tx, environment: Environment): Promise<void> {
    await tx.deleteFrom('environments').where('id', '=', environment.id).execute();
  }

  private all(tx: Tx) {
    return tx.selectFrom('environments').selectAll();
  }
}

function toRow({ createdAt, updatedAt, labels, ...same }: Environment) {
  return { ...same, labels: JSON.stringify(labels), created_at: createdAt, updated_at: updatedAt };
}

function fromRow({ created_at, updated_at, ...same }: Selectable<EnvironmentsTable>): Environment {
  return { ...same, createdAt: created_at, updatedAt: updated_at };
}
