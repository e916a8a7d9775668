import { Injectable } from '@nestjs/common';
import type { NamedFilter, Page } from '#contract';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { assertNotNeeded } from '../../catalog/domain/write-rules.js';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import {
  NounTools,
  VersionedNoun,
  type AskedWrite,
} from '../../catalog/use-cases/versioned-noun.js';
import type { Tx } from '../../platform/db/tx.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { peopleOf, type People } from '../domain/responders.js';
import { membersOf, type Schedule, type ScheduleContent } from '../domain/schedule.js';
import { SCHEDULE_EVENTS } from '../domain/schedule-events.js';
import { SettleSchedule } from './settle-schedule.js';

/** A schedule, and whom it names. */
export interface ScheduleView {
  readonly schedule: Schedule;
  readonly people: People;
}

/** Schedules: who is on call when. Writers name their members by address. */
@Injectable()
export class Schedules extends VersionedNoun<Schedule, ScheduleContent, ScheduleView, NamedFilter> {
  readonly noun = 'schedule';
  readonly kind = 'schedule';
  readonly events = SCHEDULE_EVENTS;

  constructor(
    tools: NounTools,
    readonly rows: SchedulesRepository,
    private readonly people: FindPeople,
    private readonly uses: ResourceUses,
    private readonly settle: SettleSchedule,
  ) {
    super(tools);
  }

  protected async page(tx: Tx, filter: NamedFilter): Promise<Page<ScheduleView>> {
    const { items, nextCursor } = await this.rows.page(tx, filter);
    return { items: await this.views(tx, items), nextCursor };
  }

  protected async find(tx: Tx, slug: string): Promise<ScheduleView | null> {
    const found = await this.rows.find(tx, slug);
    return found ? ((await this.views(tx, [found]))[0] ?? null) : null;
  }

  /** A schedule that says nothing new is left alone, also where somebody on it could not be on call any more. */
  protected async next(asked: AskedWrite<Schedule, ScheduleContent>): Promise<Schedule> {
    const { write, draft, before } = asked;
    // Whom there is in a territory is told only to those who may write there.
    this.assertMayWrite(write.scope, before, draft);
    const { content, faults } = await this.settle.execute(write.tx, draft, before);
    const after = asked.version(content);
    if (faults.length > 0 && after !== before) throw invalid(faults);
    return after;
  }

  protected override async assertUnused(tx: Tx, { slug }: Schedule): Promise<void> {
    assertNotNeeded(this.noun, slug, await this.uses.of(tx, 'schedule', slug));
  }

  private async views(tx: Tx, schedules: readonly Schedule[]): Promise<ScheduleView[]> {
    const ids = [...new Set(schedules.flatMap(membersOf))];
    const people = peopleOf(await this.people.execute(tx, { ids }));
    return schedules.map((schedule) => ({ schedule, people }));
  }
}
