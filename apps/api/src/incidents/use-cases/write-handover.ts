import { Injectable } from '@nestjs/common';
import { personBehind } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Schedules } from '../../oncall/use-cases/schedules.js';
import { Clock } from '../../platform/kernel/clock.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { HandoversRepository } from '../db/handovers.repository.js';
import { handoverChanged, type HandoverNote } from '../domain/handover.js';

/** Leaves a note for whoever is on call next by a schedule, with what is open. */
@Injectable()
export class WriteHandover {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly schedules: Schedules,
    private readonly handovers: HandoversRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` for a schedule where one may not take shifts */
  async execute(scope: Scope, slug: string, text: string): Promise<HandoverNote> {
    const { schedule } = await this.schedules.one(scope, slug);
    const { id: scheduleId, name, territory } = schedule;
    const id = newId();
    return this.unit.run(scope, async (write) => {
      await this.handovers.add(write.tx, {
        id,
        scheduleId,
        territory,
        text,
        writtenBy: personBehind(scope),
        writtenAt: this.clock.now(),
      });
      const target = { kind: 'schedule', id: slug, name };
      // What people write to each other is kept once, and not in the trail.
      write.record({ action: 'handover.written', target, territory, after: { note: id } });
      write.emit(handoverChanged.of([slug], territory));
      const made = await this.handovers.lock(write.tx, slug, id);
      if (!made) throw new Error(`the note ${id} was not kept`);
      return made;
    });
  }
}
