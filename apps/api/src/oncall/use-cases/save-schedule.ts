import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { nextVersion } from '../../catalog/domain/resource.js';
import {
  assertMayWrite,
  nameTaken,
  rethrowReference,
  type Edit,
} from '../../catalog/domain/write-rules.js';
import {
  saveVersioned,
  type LockedRows,
  type Saved,
} from '../../catalog/use-cases/versioned-write.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { invalid, type FieldError } from '../../platform/kernel/domain-error.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SchedulesRepository } from '../db/schedules.repository.js';
import { mayBeOnCall, notOnCall } from '../domain/responders.js';
import {
  layerFaults,
  membersOf,
  scheduleChange,
  withMembers,
  type Schedule,
  type ScheduleContent,
} from '../domain/schedule.js';

/** Creates or changes a schedule. */
@Injectable()
export class SaveSchedule {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly schedules: SchedulesRepository,
    private readonly people: FindPeople,
    private readonly clock: Clock,
  ) {}

  /**
   * @param edit gives content whose members are addresses
   * @throws DomainError `validation-failed` (names of layers, unknown team, members who cannot be on call there), `precondition-failed`,
   *   `forbidden`, `conflict` (name taken, team gone meanwhile)
   */
  execute(
    scope: Scope,
    slug: string,
    edit: Edit<Schedule, ScheduleContent>,
    expected: Expected,
  ): Promise<Saved<Schedule>> {
    return this.unit
      .run(scope, (write) => this.within(write, slug, edit, expected))
      .catch(rethrowReference);
  }

  /** The same as a part of a larger write. @param locked schedules that are locked already where many are saved */
  within(
    write: Write,
    slug: string,
    edit: Edit<Schedule, ScheduleContent>,
    expected: Expected,
    locked?: LockedRows<Schedule>,
  ): Promise<Saved<Schedule>> {
    const { tx, scope } = write;
    const mayWrite = (before: Schedule | null, after: Schedule | ScheduleContent | null) =>
      assertMayWrite(scope, 'schedule', before, after);
    return saveVersioned<Schedule>(write, expected, {
      noun: 'schedule',
      slug,
      lock: () => locked?.take(slug) ?? this.schedules.lock(tx, slug),
      next: async (before) => {
        const draft = edit(before);
        // Whom there is in a territory is told only to those who may write there.
        mayWrite(before, draft);
        const { content, faults } = await this.settled(tx, draft, before);
        const after = nextVersion(before, slug, content, newId(), this.clock.now());
        if (faults.length > 0 && after !== before) throw invalid(faults);
        return after;
      },
      assertMayWrite: mayWrite,
      insert: (after) => this.schedules.insert(tx, after),
      update: (_before, after) => this.schedules.update(tx, after),
      changeOf: scheduleChange,
      nameTaken: () => nameTaken('schedule', slug),
    });
  }

  /** The content with ids for addresses, and every field that keeps it from being saved. */
  private async settled(
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
