import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import type { Tx } from '../../platform/db/tx.js';
import type { FieldError } from '../../platform/kernel/domain-error.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { mayBeOnCall, notOnCall } from '../domain/responders.js';
import {
  layerFaults,
  membersOf,
  withMembers,
  type Schedule,
  type ScheduleContent,
} from '../domain/schedule.js';

/** What a writer's draft of a schedule comes to: whom its addresses mean, and whether that can be saved. */
@Injectable()
export class SettleSchedule {
  constructor(
    private readonly schedules: SchedulesRepository,
    private readonly people: FindPeople,
  ) {}

  /**
   * @param draft its members are addresses
   * @param before what is there; null = nothing yet
   * @returns the content with ids for addresses, and every field that keeps it from being saved
   */
  async execute(
    tx: Tx,
    draft: ScheduleContent,
    before: Schedule | null,
  ): Promise<{ content: ScheduleContent; faults: FieldError[] }> {
    const { team, territory } = draft;
    const faults = layerFaults(draft.layers);
    if (team !== null && team !== before?.team && !(await this.schedules.teamIsKnown(tx, team)))
      faults.push({
        path: 'team',
        code: 'unknown-team',
        message: `There is no team "${team}" that you may see.`,
      });
    const found = await this.people.execute(tx, { emails: membersOf(draft) });
    const users = new Map(found.map((user) => [user.email, user]));
    const layers = withMembers(draft.layers, (email, path) => {
      const user = users.get(email);
      if (!user || !mayBeOnCall(user, territory)) faults.push(notOnCall(path, email, territory));
      return user?.id ?? email;
    });
    return { content: { ...draft, layers }, faults };
  }
}
