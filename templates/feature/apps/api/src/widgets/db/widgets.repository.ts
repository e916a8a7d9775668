import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { Widget } from '../domain/widget.js';

interface WidgetsTable {
  id: string;
  slug: string;
  name: string;
  territory: string;
  note: string;
  ends_at: Date | null;
  ended_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

declare module '../../platform/db/schema.js' {
  interface Schema {
    widgets: WidgetsTable;
  }
}

/** Widgets. What a scope may not see does not exist for it. */
@Injectable()
export class WidgetsRepository {
  async find(tx: Tx, slug: string): Promise<Widget | null> {
    const row = await tx
      .selectFrom('widgets')
      .selectAll()
      .where('slug', '=', slug)
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** Like `find`, and nobody else changes it until the transaction ends. */
  async lock(tx: Tx, slug: string): Promise<Widget | null> {
    const row = await tx
      .selectFrom('widgets')
      .selectAll()
      .where('slug', '=', slug)
      .forUpdate()
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** By name in paths. @param after slug to continue after */
  async list(tx: Tx, after: string | undefined, limit: number): Promise<Widget[]> {
    let query = tx.selectFrom('widgets').selectAll().orderBy('slug').limit(limit);
    if (after !== undefined) query = query.where('slug', '>', after);
    return (await query.execute()).map(fromRow);
  }

  /** Widgets whose end has come on the database's clock, locked; those that somebody else has locked are left to them. */
  async takeDue(tx: Tx, limit: number): Promise<Widget[]> {
    const rows = await tx
      .selectFrom('widgets')
      .selectAll()
      .where('ended_at', 'is', null)
      .where(sql<boolean>`ends_at <= leitstand_now()`)
      .orderBy('ends_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    return rows.map(fromRow);
  }

  /** @returns false when the slug is taken by a widget that the scope does not see */
  async insert(tx: Tx, widget: Widget): Promise<boolean> {
    const done = await tx
      .insertInto('widgets')
      .values(toRow(widget))
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    return done.numInsertedOrUpdatedRows === 1n;
  }

  async update(tx: Tx, widget: Widget): Promise<void> {
    await tx.updateTable('widgets').set(toRow(widget)).where('id', '=', widget.id).execute();
  }

  async delete(tx: Tx, widget: Widget): Promise<void> {
    await tx.deleteFrom('widgets').where('id', '=', widget.id).execute();
  }
}

function toRow({ endsAt, endedAt, createdAt, updatedAt, ...same }: Widget): WidgetsTable {
  return {
    ...same,
    ends_at: endsAt,
    ended_at: endedAt,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

function fromRow({
  ends_at: endsAt,
  ended_at: endedAt,
  created_at: createdAt,
  updated_at: updatedAt,
  ...same
}: Selectable<WidgetsTable>): Widget {
  return { ...same, endsAt, endedAt, createdAt, updatedAt };
}
