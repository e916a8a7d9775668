import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Incident } from '../domain/incident.js';
import { snoozed } from '../domain/snooze.js';
import { MoveIncident } from './move-incident.js';

/** Somebody lets an incident sleep until an instant: nobody is paged about it until then. It may be done any number of times. */
@Injectable()
export class SnoozeIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
  ) {}

  /**
   * @param key id or number
   * @throws DomainError `not-found`, `conflict` when it is resolved, `validation-failed` for a time too near or too far
   */
  execute(scope: Scope, key: string, until: Date): Promise<Incident> {
    const { actor: by } = scope;
    const decide = (incident: Incident, now: Date) => snoozed(incident, by, until, now);
    const data = { until: until.toISOString() };
    return this.unit.run(scope, (write) => this.incidents.within(write, { key, by, data, decide }));
  }
}
