import { Injectable } from '@nestjs/common';
import { pageOf, type Page, type UnheardReason } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { IncidentsRepository, type IncidentFilter } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import type { Hold } from '../domain/maintenance.js';
import { NO_NAMES, type Incident, type IncidentNames } from '../domain/incident.js';
import { ReadHolds } from './read-holds.js';
import { ReadUnheard } from './read-unheard.js';

/** An incident, and the team that answers for its subject. */
export interface IncidentView {
  readonly incident: Incident;
  readonly team: string | null;
  /** why nobody is paged about it now; null = somebody is, or nobody is to be */
  readonly unheard: UnheardReason | null;
  /** the maintenance because of which nobody is */
  readonly hold: Hold | null;
  readonly names: IncidentNames;
  /** the one that it turned out to be */
  readonly mergedInto: RelatedIncident | null;
}

/** Another incident, with what it is called by. */
export interface RelatedIncident {
  readonly incident: Incident;
  readonly names: IncidentNames;
}

/** The incidents that the actor may see, newest first. */
@Injectable()
export class ListIncidents {
  constructor(
    private readonly database: DatabaseReader,
    private readonly incidents: IncidentsRepository,
    private readonly names: NamesRepository,
    private readonly unheard: ReadUnheard,
    private readonly holds: ReadHolds,
  ) {}

  execute(scope: Scope, filter: IncidentFilter, limit: number): Promise<Page<IncidentView>> {
    return this.database.read(scope, async (tx) => {
      const rows = await this.incidents.list(tx, filter, limit + 1);
      const teams = await this.names.teamsOf(
        tx,
        rows.flatMap(({ subject }) => subject ?? []),
      );
      const ids = rows.map(({ id }) => id);
      const unheard = await this.unheard.execute(tx, ids);
      const holds = await this.holds.execute(tx, ids);
      const parents = await this.incidents.some(
        tx,
        rows.flatMap(({ mergedInto }) => mergedInto ?? []),
      );
      const all = [...ids, ...parents.map(({ id }) => id)];
      const names = await this.names.ofIncidents(tx, all);
      const named = (one: Incident) => ({ incident: one, names: names.get(one.id) ?? NO_NAMES });
      const byId = new Map(parents.map((parent) => [parent.id, named(parent)]));
      const views = rows.map((incident) => ({
        ...named(incident),
        team: (incident.subject === null ? null : teams.get(incident.subject)) ?? null,
        unheard: unheard.get(incident.id) ?? null,
        hold: holds.get(incident.id) ?? null,
        mergedInto: byId.get(incident.mergedInto ?? '') ?? null,
      }));
      return pageOf(views, limit, ({ incident }) => String(incident.number));
    });
  }
}
