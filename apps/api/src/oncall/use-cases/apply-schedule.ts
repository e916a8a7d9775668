import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import {
  ApplyKinds,
  type ApplyContext,
  type ApplyKind,
  type ApplyOne,
} from '../../catalog/use-cases/apply-kinds.js';
import { ResourceUses } from '../../catalog/use-cases/resource-uses.js';
import type { Tx } from '../../platform/db/tx.js';
import { readScheduleDocument, scheduleDocument } from '../documents/schedule-document.js';
import { peopleOf, personIn } from '../domain/responders.js';
import { membersOf } from '../domain/schedule.js';
import { Schedules } from './schedules.js';

/** Documents of kind Schedule, for the catalog's apply and export; and word of which teams are in use. */
@Injectable()
export class ApplySchedule implements ApplyKind, OnModuleInit {
  readonly kind = 'Schedule';
  /** after teams (10) */
  readonly order = 40;

  constructor(
    private readonly schedules: Schedules,
    private readonly people: FindPeople,
    private readonly kinds: ApplyKinds,
    private readonly uses: ResourceUses,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
    const { rows } = this.schedules;
    this.uses.register('team', 'schedule', {
      count: (tx, teams) => rows.countByTeam(tx, teams),
      names: (tx, team) => rows.ofTeam(tx, team),
    });
  }

  execute(context: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne> {
    return this.schedules.apply(context, documents, (document) => {
      const { slug, content } = readScheduleDocument(document);
      return { slug, edit: () => content };
    });
  }

  async export(tx: Tx): Promise<readonly object[]> {
    const schedules = await this.schedules.rows.list(tx);
    const ids = [...new Set(schedules.flatMap(membersOf))];
    const people = peopleOf(await this.people.execute(tx, { ids }));
    return schedules.map((schedule) =>
      scheduleDocument(schedule, (id) => personIn(people, id).email),
    );
  }
}
