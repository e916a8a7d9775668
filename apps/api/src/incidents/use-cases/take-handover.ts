import { Injectable } from '@nestjs/common';
import { personBehind } from '../../access/domain/principal.js';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Clock } from '../../platform/kernel/clock.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import { isId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { HandoversRepository } from '../db/handovers.repository.js';
import { handoverChanged, type HandoverNote } from '../domain/handover.js';

/** Says that the note of a handover was read: it waits for nobody any more. Whoever was first stays on record. */
@Injectable()
export class TakeHandover {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly handovers: HandoversRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  execute(scope: Scope, slug: string, id: string): Promise<HandoverNote> {
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      const note = isId(id) ? await this.handovers.lock(tx, slug, id) : null;
      if (!note) throw notFound('note', id);
      if (note.takenAt !== null) {
        write.unrecorded('it was taken already, which is on record');
        return note;
      }
      await this.handovers.take(tx, id, personBehind(scope), this.clock.now());
      const { schedule, territory } = note;
      const target = { kind: 'schedule', id: slug, name: schedule.name };
      write.record({ action: 'handover.taken', target, territory, after: { note: id } });
      write.emit(handoverChanged.of([slug], territory));
      return (await this.handovers.lock(tx, slug, id)) ?? note;
    });
  }
}
