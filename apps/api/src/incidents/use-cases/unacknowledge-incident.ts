import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Incident } from '../domain/incident.js';
import { unacknowledged } from '../domain/transitions.js';
import { MoveIncident } from './move-incident.js';

/** Nobody is on an incident any more. It may be done any number of times. */
@Injectable()
export class UnacknowledgeIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
  ) {}

  /** @param key id or number; @throws DomainError `not-found`, `conflict` when it is resolved */
  execute(scope: Scope, key: string): Promise<Incident> {
    return this.unit.run(scope, (write) =>
      this.incidents.within(write, { key, by: scope.actor, decide: unacknowledged }),
    );
  }
}
