import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import type { Incident } from '../domain/incident.js';
import { resolvedBy } from '../domain/transitions.js';
import { MoveIncident } from './move-incident.js';

/** What somebody says who resolves an incident. */
export interface Resolution {
  /** its alerts that fire shall page no more */
  readonly despiteFiring: boolean;
  readonly note: string | null;
}

/** More are not looked for: nobody reads their names. */
const NAMES = 100;

/** Somebody says that an incident is over. It may be done any number of times. */
@Injectable()
export class ResolveIncident {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly incidents: MoveIncident,
    private readonly alerts: AlertsRepository,
  ) {}

  /** @param key id or number; @throws DomainError `not-found`, `conflict` naming the alerts that fire */
  execute(scope: Scope, key: string, { despiteFiring, note }: Resolution): Promise<Incident> {
    const { actor: by } = scope;
    const data = { automatic: false, despiteFiring, ...(note === null ? {} : { note }) };
    return this.unit.run(scope, (write) =>
      this.incidents.within(write, {
        key,
        by,
        data,
        decide: async (incident, now) => {
          const firing = await this.alerts.namesOfOpen(write.tx, incident.id, NAMES);
          return resolvedBy(incident, by, firing, despiteFiring, now);
        },
      }),
    );
  }
}
