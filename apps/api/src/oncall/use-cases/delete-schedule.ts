import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { assertMayWrite, inUse } from '../../catalog/domain/write-rules.js';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import { deleteVersioned } from '../../catalog/use-cases/versioned-write.js';
import { violatedReference } from '../../platform/kernel/database-errors.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { scheduleChange, type Schedule } from '../domain/schedule.js';

/** Deletes a schedule that nothing refers to any more, and its overrides. */
@Injectable()
export class DeleteSchedule {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly schedules: SchedulesRepository,
    private readonly uses: ResourceUses,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `forbidden`, `conflict` naming what still needs it */
  async execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    await this.unit
      .run(scope, (write) =>
        deleteVersioned<Schedule>(write, expected, {
          noun: 'schedule',
          slug,
          lock: () => this.schedules.lock(write.tx, slug),
          assertMayWrite: (before, after) => assertMayWrite(scope, 'schedule', before, after),
          remove: async (before) => {
            const users = await this.uses.of(write.tx, 'schedule', slug);
            if (users.length > 0) throw inUse('schedule', slug, users);
            await this.schedules.delete(write.tx, before);
          },
          changeOf: scheduleChange,
        }),
      )
      .catch((error: unknown) => {
        throw violatedReference(error) === null ? error : inUse('schedule', slug, []);
      });
  }
}
