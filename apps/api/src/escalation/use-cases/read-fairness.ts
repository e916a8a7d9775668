import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { ReadPagesSent } from '../../notifications/use-cases/read-pages-sent.js';
import {
  spreadOf,
  workloads,
  type Measure,
  type Spread,
  type Workload,
} from '../../oncall/domain/fairness.js';
import { peopleOf, type People } from '../../oncall/domain/responders.js';
import { membersOf } from '../../oncall/domain/schedule.js';
import { ReadShifts } from '../../oncall/use-cases/read-shifts.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Scope } from '../../platform/kernel/scope.js';

const WEEK_MS = 7 * 86_400_000;

/** What a schedule took of whom, over some weeks until now. */
export interface Fairness {
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
  /** most time on call first */
  readonly workloads: readonly Workload[];
  /** null = there is nobody */
  readonly spread: Record<Measure, Spread> | null;
  /** milliseconds in which nobody was on call */
  readonly uncovered: number;
  readonly people: People;
}

/** How a schedule is shared out: hours on call, nights, weekends and pages of each person. */
@Injectable()
export class ReadFairness {
  constructor(
    private readonly database: DatabaseReader,
    private readonly shifts: ReadShifts,
    private readonly pages: ReadPagesSent,
    private readonly people: FindPeople,
    private readonly clock: Clock,
  ) {}

  /**
   * By the schedule as it is now and whoever stood in: what a rotation was before it was changed is not computed.
   * @param weeks until now
   * @throws DomainError `not-found`, `validation-failed` for a time that holds too many shifts
   */
  async execute(scope: Scope, slug: string, weeks: number): Promise<Fairness> {
    const to = this.clock.now();
    const from = new Date(to.getTime() - weeks * WEEK_MS);
    const { schedule, shifts, gaps } = await this.shifts.execute(scope, slug, from, to);
    const members = membersOf(schedule);
    const ids = [...new Set([...members, ...shifts.map(({ userId }) => userId)])];
    return this.database.read(scope, async (tx) => {
      const sent = await this.pages.execute(tx, ids, from, to);
      const each = workloads(schedule.timeZone, members, shifts, sent, { from, to });
      return {
        from,
        to,
        timeZone: schedule.timeZone,
        workloads: each,
        spread: spreadOf(each),
        uncovered: gaps.reduce((sum, { start, end }) => sum + end.getTime() - start.getTime(), 0),
        people: peopleOf(await this.people.execute(tx, { ids })),
      };
    });
  }
}
