import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { Tx } from '../../platform/db/tx.js';
import type { NewOverride, Override } from '../domain/override.js';
import type { ScheduleOverridesTable } from './tables.js';

/** Overrides of schedules. What a scope may not see does not exist for it. */
@Injectable()
export class OverridesRepository {
  /** Those of some schedules that lie in [from, to), by their begin. @param to null = no end */
  async between(
    tx: Tx,
    scheduleIds: readonly string[],
    from: Date,
    to: Date | null,
  ): Promise<Override[]> {
    let query = tx
      .selectFrom('schedule_overrides')
      .selectAll()
      .where(sql<boolean>`schedule_id = any (${[...scheduleIds]}::uuid[])`)
      .where('ends_at', '>', from)
      .orderBy('starts_at')
      .orderBy('number');
    if (to) query = query.where('starts_at', '<', to);
    return (await query.execute()).map(fromRow);
  }

  async lock(tx: Tx, scheduleId: string, id: string): Promise<Override | null> {
    const row = await tx
      .selectFrom('schedule_overrides')
      .selectAll()
      .where('schedule_id', '=', scheduleId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    return row ? fromRow(row) : null;
  }

  /** @returns the same with the number that it was given */
  async insert(tx: Tx, { start, end, ...override }: NewOverride): Promise<Override> {
    const row = await tx
      .insertInto('schedule_overrides')
      .values({
        id: override.id,
        schedule_id: override.scheduleId,
        territory: override.territory,
        user_id: override.userId,
        starts_at: start,
        ends_at: end,
        created_at: override.createdAt,
        created_by: override.createdBy,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return fromRow(row);
  }

  async endAt(tx: Tx, id: string, end: Date): Promise<void> {
    await tx.updateTable('schedule_overrides').set({ ends_at: end }).where('id', '=', id).execute();
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.deleteFrom('schedule_overrides').where('id', '=', id).execute();
  }
}

function fromRow(row: Selectable<ScheduleOverridesTable>): Override {
  return {
    id: row.id,
    number: row.number,
    scheduleId: row.schedule_id,
    territory: row.territory,
    userId: row.user_id,
    start: row.starts_at,
    end: row.ends_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
