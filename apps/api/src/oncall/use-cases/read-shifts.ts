import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { peopleOf, type People } from '../domain/responders.js';
import type { Plan } from '../domain/shifts.js';
import { assertWindow, windowOf, type Window } from '../domain/window.js';

/** Who is on call from one instant to another, and when nobody is. */
export interface ShiftsView extends Window {
  readonly schedule: Plan;
  readonly people: People;
}

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
    assertWindow(from, to);
    return this.database.read(scope, async (tx) => {
      const schedule = await this.schedules.find(tx, slug);
      if (!schedule) throw notFound('schedule', slug);
      const overrides = await this.overrides.between(tx, [schedule.id], from, to);
      const window = windowOf(schedule, overrides, from, to);
      const ids = [...new Set(window.shifts.map(({ userId }) => userId))];
      const people = peopleOf(await this.people.execute(tx, { ids }));
      return { schedule, ...window, people };
    });
  }
}
