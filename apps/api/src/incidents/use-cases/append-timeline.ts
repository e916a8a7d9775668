import { Injectable } from '@nestjs/common';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { incidentChanged } from '../domain/incident-events.js';
import type { TimelineEntry } from '../domain/timeline.js';
import { KeepIncident } from './keep-incident.js';

/** An entry of the timeline of an incident. */
export interface IncidentEntry extends TimelineEntry {
  readonly incidentId: string;
}

/**
 * Writes to timelines, within somebody's write: what was done, sent, skipped. The state of the incident stays. Incidents that there are not
 * (any more) are left out.
 */
@Injectable()
export class AppendTimeline {
  constructor(
    private readonly incidents: IncidentsRepository,
    private readonly keep: KeepIncident,
  ) {}

  /** @param entries in the order in which they are to be read; their incidents are locked until the write ends */
  async within(write: Write, entries: readonly IncidentEntry[]): Promise<void> {
    const ids = [...new Set(entries.map(({ incidentId }) => incidentId))];
    const now = await databaseNow(write.tx);
    const own = Map.groupBy(entries, ({ incidentId }) => incidentId);
    const incidents = await this.incidents.lockAll(write.tx, ids);
    const changes = incidents.map((incident) => ({
      incident,
      entries: (own.get(incident.id) ?? []).map(({ kind, actor, data }) => ({ kind, actor, data })),
      events: [incidentChanged],
    }));
    await this.keep.all(write, changes, now);
  }
}
