import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import type { Incident } from '../domain/incident.js';

/** What paging asks of an incident. */
export interface PagedIncident extends Pick<
  Incident,
  | 'id'
  | 'number'
  | 'title'
  | 'state'
  | 'class'
  | 'severity'
  | 'territory'
  | 'topicId'
  | 'subject'
  | 'slo'
  | 'triggeredAt'
  | 'acknowledgedAt'
  | 'acknowledgedBy'
  | 'snooze'
  | 'mergedInto'
  | 'version'
> {
  /** slug of the team that answers for its subject */
  readonly team: string | null;
}

/** How incidents stand, for whoever pages people about them: nobody acknowledges or resolves them until the transaction ends. */
@Injectable()
export class ReadPaging {
  constructor(
    private readonly incidents: IncidentsRepository,
    private readonly names: NamesRepository,
  ) {}

  /** @returns by id; incidents that there are not are left out */
  async execute(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, PagedIncident>> {
    const incidents = await this.incidents.lockAll(tx, ids);
    const teams = await this.names.teamsOf(
      tx,
      incidents.flatMap(({ subject }) => subject ?? []),
    );
    return new Map(
      incidents.map((incident) => [
        incident.id,
        {
          ...incident,
          team: (incident.subject === null ? null : teams.get(incident.subject)) ?? null,
        },
      ]),
    );
  }
}
