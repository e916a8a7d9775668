import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import type { Override } from '../domain/override.js';
import { peopleOf, type People } from '../domain/responders.js';

/** Overrides, and whom they name. */
export interface OverridesView {
  readonly overrides: readonly Override[];
  readonly people: People;
}

/** The overrides of a schedule that are not over, by their begin. */
@Injectable()
export class FindOverrides {
  constructor(
    private readonly database: DatabaseReader,
    private readonly schedules: SchedulesRepository,
    private readonly overrides: OverridesRepository,
    private readonly people: FindPeople,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  execute(scope: Scope, slug: string): Promise<OverridesView> {
    const now = this.clock.now();
    return this.database.read(scope, async (tx) => {
      const schedule = await this.schedules.find(tx, slug);
      if (!schedule) throw notFound('schedule', slug);
      const overrides = await this.overrides.between(tx, [schedule.id], now, null);
      const ids = overrides.flatMap(({ userId, createdBy }) => [userId, createdBy ?? []].flat());
      return { overrides, people: peopleOf(await this.people.execute(tx, { ids })) };
    });
  }
}
