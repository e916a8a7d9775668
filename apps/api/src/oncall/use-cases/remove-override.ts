import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Clock } from '../../platform/kernel/clock.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { overrideEntry, takeBack } from '../domain/override.js';
import { scheduleChanged } from '../domain/schedule-events.js';

/** Takes an override back: one that has not begun is gone, one that goes on ends now. */
@Injectable()
export class RemoveOverride {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly schedules: SchedulesRepository,
    private readonly overrides: OverridesRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `forbidden` when somebody else made it, `conflict` when it is over */
  execute(scope: Scope, slug: string, id: string): Promise<void> {
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      const schedule = await this.schedules.lock(tx, slug);
      if (!schedule) throw notFound('schedule', slug);
      const before = isId(id) ? await this.overrides.lock(tx, schedule.id, id) : null;
      if (!before) throw notFound('override', id);
      const taken = takeBack(scope, before, this.clock.now());
      if (taken.kind === 'deleted') await this.overrides.delete(tx, id);
      else await this.overrides.endAt(tx, id, taken.at);
      const after = taken.kind === 'deleted' ? null : { ...before, end: taken.at };
      write.record(overrideEntry(schedule, before, after));
      write.emit(scheduleChanged.of([slug], schedule.territory));
    });
  }
}
