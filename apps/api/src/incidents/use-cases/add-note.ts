import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { nameOf, type Incident } from '../domain/incident.js';
import { AppendTimeline } from './append-timeline.js';
import { MoveIncident } from './move-incident.js';

/** Somebody writes something down in the timeline of an incident. */
@Injectable()
export class AddNote {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
    private readonly timeline: AppendTimeline,
  ) {}

  /** @param key id or number; @throws DomainError `not-found` */
  execute(scope: Scope, key: string, text: string): Promise<Incident> {
    return this.unit.run(scope, async (write) => {
      const incident = await this.incidents.lock(write, key);
      const entry = { incidentId: incident.id, kind: 'noted', actor: scope.actor, data: { text } };
      await this.timeline.within(write, [entry]);
      write.record({
        action: 'incident.noted',
        target: { kind: 'incident', id: incident.id, name: nameOf(incident) },
        territory: incident.territory,
      });
      return incident;
    });
  }
}
