import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Clock } from '../../platform/kernel/clock.js';
import { invalid, notFound } from '../../platform/kernel/domain-error.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import {
  actorIn,
  assertMayOverride,
  assertRoomForOverride,
  overrideEntry,
  overrideTime,
  type Override,
} from '../domain/override.js';
import { mayBeOnCall, notOnCall, peopleOf, type People } from '../domain/responders.js';
import { scheduleChanged } from '../domain/schedule-events.js';
import { gapsBetween, shiftsBetween } from '../domain/shifts.js';

/** Who is to stand in, and when. */
export interface AddOverrideCommand {
  /** address, in lower case; null = oneself */
  readonly user: string | null;
  /** null = now */
  readonly start: Date | null;
  readonly end: Date;
}

/** What was made, and whom it names. */
export interface MadeOverride {
  readonly override: Override;
  readonly people: People;
}

/** Puts somebody on call for a time, whoever would be. */
@Injectable()
export class AddOverride {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly schedules: SchedulesRepository,
    private readonly overrides: OverridesRepository,
    private readonly people: FindPeople,
    private readonly clock: Clock,
  ) {}

  /**
   * One that would begin in the past begins now.
   * @throws DomainError `not-found`, `validation-failed` naming the field, `forbidden` for shifts of others, `conflict` when there are too many
   */
  execute(scope: Scope, slug: string, command: AddOverrideCommand): Promise<MadeOverride> {
    const now = this.clock.now();
    const { start, end } = overrideTime(command.start, command.end, now);
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      const schedule = await this.schedules.lock(tx, slug);
      if (!schedule) throw notFound('schedule', slug);
      const { id: scheduleId, territory } = schedule;
      const createdBy = actorIn(scope, territory).id;
      const [user] = await this.people.execute(tx, whom(command, createdBy));
      if (!user || !mayBeOnCall(user, territory))
        throw invalid([notOnCall('user', user?.email ?? command.user ?? '', territory)]);
      const others = await this.overrides.between(tx, [scheduleId], now, null);
      assertRoomForOverride(others.length);
      const shifts = shiftsBetween(schedule, others, start, end);
      assertMayOverride(scope, territory, user.id, shifts, gapsBetween(shifts, start, end));
      const override = await this.overrides.insert(tx, {
        id: newId(),
        scheduleId,
        territory,
        userId: user.id,
        start,
        end,
        createdAt: now,
        createdBy,
      });
      write.record(overrideEntry(schedule, null, override));
      write.emit(scheduleChanged.of([slug], territory));
      const named = await this.people.execute(tx, { ids: [user.id, createdBy ?? []].flat() });
      return { override, people: peopleOf(named) };
    });
  }
}

/** @throws DomainError `validation-failed` where a token that is nobody's means itself */
function whom({ user }: AddOverrideCommand, actorId: string | null) {
  if (user !== null) return { emails: [user] };
  if (actorId !== null) return { ids: [actorId] };
  throw invalid([
    { path: 'user', code: 'required', message: 'must be said: this token is nobody’s.' },
  ]);
}
