import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Incident } from '../domain/incident.js';
import { reopened } from '../domain/transitions.js';
import { MoveIncident } from './move-incident.js';

/** Somebody says that an incident is not over. It may be done any number of times. */
@Injectable()
export class ReopenIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
  ) {}

  /** @param key id or number; @throws DomainError `not-found` */
  execute(scope: Scope, key: string): Promise<Incident> {
    const decide = (incident: Incident, now: Date) => reopened(incident, false, now);
    const data = { automatic: false };
    return this.unit.run(scope, (write) =>
      this.incidents.within(write, { key, by: scope.actor, data, decide }),
    );
  }
}
