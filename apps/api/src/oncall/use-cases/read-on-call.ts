import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { onCallAt } from '../domain/shifts.js';

/** Who is on call at an instant: what rooms downstream page by. */
@Injectable()
export class ReadOnCall {
  constructor(
    private readonly schedules: SchedulesRepository,
    private readonly overrides: OverridesRepository,
  ) {}

  /**
   * @param schedules slugs
   * @returns ids of users, by slug; none = a gap; a slug that is missing names no schedule that the scope sees
   */
  async execute(
    tx: Tx,
    schedules: readonly string[],
    at: Date,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = await this.schedules.findAll(tx, schedules);
    const ids = found.map(({ id }) => id);
    const overrides = await this.overrides.between(tx, ids, at, new Date(at.getTime() + 1));
    return new Map(
      found.map((schedule) => {
        const own = overrides.filter(({ scheduleId }) => scheduleId === schedule.id);
        const userId = onCallAt(schedule, own, at);
        return [schedule.slug, userId === null ? [] : [userId]];
      }),
    );
  }
}
