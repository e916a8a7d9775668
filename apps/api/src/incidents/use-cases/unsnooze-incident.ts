import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Incident } from '../domain/incident.js';
import { unsnoozed } from '../domain/snooze.js';
import { MoveIncident } from './move-incident.js';

/** Somebody takes a snooze back: people are paged again. It may be done any number of times. */
@Injectable()
export class UnsnoozeIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
  ) {}

  /** @param key id or number; @throws DomainError `not-found` */
  execute(scope: Scope, key: string): Promise<Incident> {
    const data = { because: 'taken-back' };
    return this.unit.run(scope, (write) =>
      this.incidents.within(write, { key, by: scope.actor, data, decide: unsnoozed }),
    );
  }
}
