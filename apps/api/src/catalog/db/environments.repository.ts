import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import type { Selectable } from 'kysely';
import { pageOfRows } from '../../platform/db/page-of-rows.js';
import type { Tx } from '../../platform/db/tx.js';
import type { ListFilter } from '../domain/list-filter.js';
import type { Environment } from '../domain/environment.js';
import { isNamed, knownIn, lockedAll } from './conditions.js';
import type { EnvironmentsTable } from './tables.js';

@Injectable()
export class EnvironmentsRepository {
  async lock(tx: Tx, slug: string): Promise<Environment | null> {
    const row = await tx
      .selectFrom('environments')
      .selectAll()
      .where('slug', '=', slug)
      .forNoKeyUpdate()
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** The same of many, in the order of their slugs. */
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

  /** By name in paths, after `filter.after`. */
  page(tx: Tx, filter: ListFilter, limit: number): Promise<Page<Environment>> {
    let query = this.all(tx);
    if (filter.after) query = query.where('slug', '>', filter.after);
    if (filter.territory) query = query.where('territory', '=', filter.territory);
    if (filter.q) query = query.where(isNamed('environments', filter.q));
    return pageOfRows(tx, query, limit, { itemOf: fromRow, cursorOf: ({ slug }) => slug });
  }

  /** Every environment that the scope sees, by name in paths. */
  async list(tx: Tx): Promise<Environment[]> {
    return (await this.all(tx).execute()).map(fromRow);
  }

  /** @returns false when the slug is taken by an environment that the scope does not see */
  async insert(tx: Tx, environment: Environment): Promise<boolean> {
    const done = await tx
      .insertInto('environments')
      .values(toRow(environment))
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    return done.numInsertedOrUpdatedRows === 1n;
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
    return tx.selectFrom('environments').selectAll().orderBy('slug');
  }
}

function toRow({ createdAt, updatedAt, labels, ...same }: Environment) {
  return { ...same, labels: JSON.stringify(labels), created_at: createdAt, updated_at: updatedAt };
}

function fromRow({ created_at, updated_at, ...same }: Selectable<EnvironmentsTable>): Environment {
  return { ...same, createdAt: created_at, updatedAt: updated_at };
}
