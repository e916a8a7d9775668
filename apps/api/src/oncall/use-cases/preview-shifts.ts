import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { assertMayWrite, type Edit } from '../../catalog/domain/write-rules.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { OverridesRepository } from '../db/overrides.repository.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { peopleOf } from '../domain/responders.js';
import type { Schedule, ScheduleContent } from '../domain/schedule.js';
import { assertWindow, windowOf } from '../domain/window.js';
import type { ShiftsView } from './read-shifts.js';
import { SettleSchedule } from './settle-schedule.js';

/** What is asked about a schedule that is not saved. */
export interface AskedPreview {
  readonly slug: string;
  readonly edit: Edit<Schedule, ScheduleContent>;
  readonly from: Date;
  readonly to: Date;
}

/** Who would be on call over some time if a schedule were saved as it is written. Nothing is. */
@Injectable()
export class PreviewShifts {
  constructor(
    private readonly database: DatabaseReader,
    private readonly schedules: SchedulesRepository,
    private readonly overrides: OverridesRepository,
    private readonly people: FindPeople,
    private readonly settle: SettleSchedule,
  ) {}

  /**
   * Whoever stands in on the schedule of that name does so here, too.
   * @throws DomainError `validation-failed` naming every field for which it could not be saved either, or a time that is empty, too
   *   long, or holds too many shifts; `forbidden`
   */
  execute(scope: Scope, { slug, edit, from, to }: AskedPreview): Promise<ShiftsView> {
    assertWindow(from, to);
    return this.database.read(scope, async (tx) => {
      const before = await this.schedules.find(tx, slug);
      const draft = edit(before);
      // Whom there is in a territory is told only to those who may write there.
      assertMayWrite(scope, 'schedule', before, draft);
      const { content, faults } = await this.settle.execute(tx, draft, before);
      if (faults.length > 0) throw invalid(faults);
      const overrides = before ? await this.overrides.between(tx, [before.id], from, to) : [];
      const window = windowOf(content, overrides, from, to);
      const ids = [...new Set(window.shifts.map(({ userId }) => userId))];
      const people = peopleOf(await this.people.execute(tx, { ids }));
      return { schedule: content, ...window, people };
    });
  }
}
