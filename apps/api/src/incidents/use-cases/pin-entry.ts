import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { invalid } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { PinsRepository } from '../db/pins.repository.js';
import { incidentChanged } from '../domain/incident-events.js';
import { nameOf } from '../domain/incident.js';
import { MoveIncident } from './move-incident.js';

/** An entry of a timeline tells what mattered, or does no more: the review of the incident shows those that do. */
@Injectable()
export class PinEntry {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
    private readonly pins: PinsRepository,
  ) {}

  /**
   * It may be done any number of times.
   * @param key id or number of the incident
   * @param seq number of the entry in its timeline
   * @returns the numbers of all that are pinned then, in order
   * @throws DomainError `not-found`, `validation-failed` where the timeline has no such entry
   */
  execute(scope: Scope, key: string, seq: number, isPinned: boolean): Promise<number[]> {
    return this.unit.run(scope, async (write) => {
      const { tx } = write;
      const incident = await this.incidents.lock(write, key);
      const { id, head, territory } = incident;
      if (seq > head.seq)
        throw invalid([
          { path: 'seq', code: 'no-entry', message: `${nameOf(incident)} has no entry ${seq}.` },
        ]);
      const has = isPinned
        ? await this.pins.pin(tx, incident, seq, scope.actor, await databaseNow(tx))
        : await this.pins.unpin(tx, id, seq);
      if (has) {
        write.record({
          action: isPinned ? 'incident.entry-pinned' : 'incident.entry-unpinned',
          target: { kind: 'incident', id, name: nameOf(incident) },
          territory,
          after: { seq },
        });
        write.emit(incidentChanged.of([id], territory));
      }
      return this.pins.ofIncident(tx, id);
    });
  }
}
