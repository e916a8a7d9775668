import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import type { Actor, Scope } from '../../platform/kernel/scope.js';
import type { Incident } from '../domain/incident.js';
import { acknowledged } from '../domain/transitions.js';
import { TakeOn } from './take-on.js';

/** Somebody takes an incident on. The first one counts; it may be done any number of times. */
@Injectable()
export class AcknowledgeIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly taking: TakeOn,
  ) {}

  /** @param key id or number; @returns the incident as it is then; @throws DomainError `not-found` */
  execute(scope: Scope, key: string): Promise<Incident> {
    return this.unit.run(scope, (write) => this.within(write, key, scope.actor));
  }

  /** The same as a part of a larger write. @param data what else there is to say of it, e.g. by which link */
  within(
    write: Write,
    key: string,
    by: Actor,
    data: Readonly<Record<string, unknown>> = {},
  ): Promise<Incident> {
    const decide = (incident: Incident, now: Date) => acknowledged(incident, by, now);
    return this.taking.within(write, { key, by, data, decide });
  }
}
