import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Yielder } from '../../platform/documents/yielder.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { peopleOf, personIn, type Person } from '../domain/responders.js';
import type { Schedule } from '../domain/schedule.js';
import { dutyAt, HORIZON_MS, type Duty } from '../domain/duty.js';

/** Who is on call on one schedule, until when, and who follows. */
export interface OnCallView extends Omit<Duty, 'userId' | 'nextId'> {
  readonly schedule: Schedule;
  /** null = nobody */
  readonly user: Person | null;
  /** null = nobody, or nobody else for a long time */
  readonly next: Person | null;
}

/** Who is on call at an instant, schedule by schedule. */
@Injectable()
export class ListOnCall {
  constructor(
    private readonly database: DatabaseReader,
    private readonly schedules: SchedulesRepository,
    private readonly overrides: OverridesRepository,
    private readonly people: FindPeople,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asked an instant; null = now
   * @returns one page, by slug, and the instant it is about
   */
  execute(
    scope: Scope,
    filter: NamedFilter,
    asked: Date | null,
  ): Promise<Page<OnCallView> & { readonly at: Date }> {
    const at = asked ?? this.clock.now();
    return this.database.read(scope, async (tx) => {
      const { items, nextCursor } = await this.schedules.page(tx, filter);
      const until = new Date(at.getTime() + HORIZON_MS);
      const ids = items.map(({ id }) => id);
      const overrides = Map.groupBy(
        await this.overrides.between(tx, ids, at, until),
        ({ scheduleId }) => scheduleId,
      );
      const yielder = new Yielder();
      const duties: Duty[] = [];
      for (const schedule of items) {
        duties.push(dutyAt(schedule, overrides.get(schedule.id) ?? [], at));
        await yielder.yieldIfDue();
      }
      const named = duties.flatMap(({ userId, nextId }) => [userId ?? [], nextId ?? []].flat());
      const people = peopleOf(await this.people.execute(tx, { ids: [...new Set(named)] }));
      const person = (id: string | null) => (id === null ? null : personIn(people, id));
      return {
        at,
        items: items.map((schedule, i) => {
          const { userId, nextId, ...duty } = duties[i] as Duty;
          return { schedule, ...duty, user: person(userId), next: person(nextId) };
        }),
        nextCursor,
      };
    });
  }
}
