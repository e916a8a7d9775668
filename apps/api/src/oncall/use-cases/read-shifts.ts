import { Injectable } from '@nestjs/common';
import { SCHEDULE_LIMITS } from '#contract';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { invalid, notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { peopleOf, type People } from '../domain/responders.js';
import type { Schedule } from '../domain/schedule.js';
import { gapsBetween, shiftsBetween, type Gap, type Shift } from '../domain/shifts.js';
import { DAY_MS } from '../domain/wall-clock.js';

/** Who is on call from one instant to another, and when nobody is. */
export interface ShiftsView {
  readonly schedule: Schedule;
  readonly from: Date;
  readonly to: Date;
  readonly shifts: readonly Shift[];
  readonly gaps: readonly Gap[];
  readonly people: People;
}

const MOST_SHIFTS = 10_000;

/** Who is on call on one schedule over some time. */
@Injectable()
export class ReadShifts {
  constructor(
    private readonly database: DatabaseReader,
    private readonly schedules: SchedulesRepository,
    private readonly overrides: OverridesRepository,
    private readonly people: FindPeople,
  ) {}

  /** @throws DomainError `not-found`, `validation-failed` for a time that is empty, too long, or holds too many shifts */
  execute(scope: Scope, slug: string, from: Date, to: Date): Promise<ShiftsView> {
    const refused = (code: string, message: string) => invalid([{ path: 'to', code, message }]);
    if (to <= from) throw refused('not-after-from', 'must be after from.');
    if (to.getTime() - from.getTime() > SCHEDULE_LIMITS.windowDays * DAY_MS)
      throw refused('too-long', `must be at most ${SCHEDULE_LIMITS.windowDays} days after from.`);
    return this.database.read(scope, async (tx) => {
      const schedule = await this.schedules.find(tx, slug);
      if (!schedule) throw notFound('schedule', slug);
      const overrides = await this.overrides.between(tx, [schedule.id], from, to);
      const shifts = shiftsBetween(schedule, overrides, from, to);
      if (shifts.length > MOST_SHIFTS)
        throw refused('too-many', `gives ${shifts.length} shifts; ask for less time at once.`);
      const ids = [...new Set(shifts.map(({ userId }) => userId))];
      const people = peopleOf(await this.people.execute(tx, { ids }));
      return { schedule, from, to, shifts, gaps: gapsBetween(shifts, from, to), people };
    });
  }
}
