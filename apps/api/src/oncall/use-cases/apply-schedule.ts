import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { inDocument } from '../../catalog/documents/document-schemas.js';
import {
  ApplyKinds,
  type ApplyContext,
  type ApplyKind,
  type ApplyOne,
} from '../../catalog/use-cases/apply-kinds.js';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import { lockNamed } from '../../catalog/use-cases/versioned-write.js';
import type { Tx } from '../../platform/db/tx.js';
import { ANY } from '../../platform/kernel/expected.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { readScheduleDocument, scheduleDocument } from '../documents/schedule-document.js';
import { peopleOf, personIn } from '../domain/responders.js';
import { membersOf } from '../domain/schedule.js';
import { SaveSchedule } from './save-schedule.js';

/** Documents of kind Schedule, for the catalog's apply and export; and word of which teams are in use. */
@Injectable()
export class ApplySchedule implements ApplyKind, OnModuleInit {
  readonly kind = 'Schedule';
  /** after teams (10) */
  readonly order = 40;

  constructor(
    private readonly save: SaveSchedule,
    private readonly schedules: SchedulesRepository,
    private readonly people: FindPeople,
    private readonly kinds: ApplyKinds,
    private readonly uses: ResourceUses,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
    this.uses.register('team', 'schedule', (tx, teams) => this.schedules.countByTeam(tx, teams));
  }

  async execute({ write }: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne> {
    const locked = await lockNamed(write.tx, this.schedules, documents);
    return async (document) => {
      const { slug, content } = readScheduleDocument(document);
      return inDocument(this.save.within(write, slug, () => content, ANY, locked));
    };
  }

  async export(tx: Tx): Promise<readonly object[]> {
    const schedules = await this.schedules.list(tx);
    const ids = [...new Set(schedules.flatMap(membersOf))];
    const people = peopleOf(await this.people.execute(tx, { ids }));
    return schedules.map((schedule) =>
      scheduleDocument(schedule, (id) => personIn(people, id).email),
    );
  }
}
