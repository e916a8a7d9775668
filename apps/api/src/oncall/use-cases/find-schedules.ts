import { Injectable } from '@nestjs/common';
import type { Page } from '#contract';
import { FindPeople } from '../../access/use-cases/find-people.js';
import type { ListFilter } from '../../catalog/domain/list-filter.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { peopleOf, type People } from '../domain/responders.js';
import { membersOf, type Schedule } from '../domain/schedule.js';

/** A schedule, and whom it names. */
export interface ScheduleView {
  readonly schedule: Schedule;
  readonly people: People;
}

/** Reads schedules that the actor may see. */
@Injectable()
export class FindSchedules {
  constructor(
    private readonly database: DatabaseReader,
    private readonly schedules: SchedulesRepository,
    private readonly people: FindPeople,
  ) {}

  /** @returns one page, by slug */
  execute(scope: Scope, filter: ListFilter, limit: number): Promise<Page<ScheduleView>> {
    return this.database.read(scope, async (tx) => {
      const { items, nextCursor } = await this.schedules.page(tx, filter, limit);
      const people = peopleOf(
        await this.people.execute(tx, { ids: [...new Set(items.flatMap(membersOf))] }),
      );
      return { items: items.map((schedule) => ({ schedule, people })), nextCursor };
    });
  }

  /** @throws DomainError `not-found` */
  one(scope: Scope, slug: string): Promise<ScheduleView> {
    return this.database.read(scope, async (tx) => {
      const schedule = await this.schedules.find(tx, slug);
      if (!schedule) throw notFound('schedule', slug);
      const people = await this.people.execute(tx, { ids: membersOf(schedule) });
      return { schedule, people: peopleOf(people) };
    });
  }
}
