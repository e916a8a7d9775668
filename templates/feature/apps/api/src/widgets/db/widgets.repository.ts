import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { sql, type Selectable } from 'kysely';
import { insertedAsNamed, pageBySlug } from '../../platform/db/named-rows.js';
import { bySlug, isOneOf } from '../../platform/db/slugs.js';
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

  /** Those of `slugs`, locked in their order; those that are not there are left out. */
  async lockAll(tx: Tx, slugs: readonly string[]): Promise<Widget[]> {
    const rows = await tx
      .selectFrom('widgets')
      .selectAll()
      .where(isOneOf(slugs))
      .orderBy(bySlug)
      .forUpdate()
      .execute();
    return rows.map(fromRow);
  }

  page(tx: Tx, filter: NamedFilter): Promise<Page<Widget>> {
    return pageBySlug(tx, tx.selectFrom('widgets').selectAll(), filter, fromRow);
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
  insert(tx: Tx, widget: Widget): Promise<boolean> {
    return insertedAsNamed(tx.insertInto('widgets').values(toRow(widget)));
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
