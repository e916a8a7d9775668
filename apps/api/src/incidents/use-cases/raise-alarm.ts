import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { newId } from '../../platform/kernel/ids.js';
import { AlertsRepository } from '../db/alerts.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { declared } from '../domain/declared.js';
import { incidentChanged, incidentReopened, incidentTriggered } from '../domain/incident-events.js';
import { openingOf, type Incident } from '../domain/incident.js';
import { disturbed, quieted, reopened } from '../domain/transitions.js';
import { KeepIncident, type IncidentChange } from './keep-incident.js';

/** What we see ourselves, without an alert. */
export interface Alarm {
  /** of its group: one incident as long as it lasts */
  readonly key: string;
  readonly title: string;
  readonly subject: string | null;
  readonly territory: string;
  /** what else there is to say of it */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who told of such incidents. */
const SOURCE = 'leitstand';

/** Opens page incidents about what we see ourselves, and ends them by itself. Both may be done any number of times. */
@Injectable()
export class RaiseAlarm {
  constructor(
    private readonly alerts: AlertsRepository,
    private readonly incidents: IncidentsRepository,
    private readonly keep: KeepIncident,
  ) {}

  /** It is so: an incident of it is open from here on. */
  async within(write: Write, alarm: Alarm): Promise<void> {
    const last = await this.last(write, alarm);
    const now = await databaseNow(write.tx);
    const change = await this.opened(write, alarm, last, now);
    if (change) await this.keep.within(write, change, now);
  }

  /** It is so no more. */
  async calm(write: Write, alarm: Pick<Alarm, 'key' | 'territory'>): Promise<void> {
    const last = await this.last(write, alarm);
    const now = await databaseNow(write.tx);
    const by = write.scope.actor;
    const quiet = last && last.quietUntil === null ? quieted(last, by, now) : null;
    if (!quiet) return;
    const { incident, kind, event } = quiet;
    const entry = { kind, actor: by, data: { automatic: true, until: incident.quietUntil } };
    await this.keep.within(
      write,
      { incident, entries: [entry], events: [event ?? incidentChanged] },
      now,
    );
  }

  private async last(
    { tx }: Write,
    { key, territory }: Pick<Alarm, 'key' | 'territory'>,
  ): Promise<Incident | null> {
    const groups = await this.alerts.lockGroups(tx, new Map([[key, territory]]));
    const id = groups.get(key)?.incidentId ?? null;
    return id === null ? null : this.incidents.lock(tx, id);
  }

  private async opened(
    write: Write,
    alarm: Alarm,
    last: Incident | null,
    now: Date,
  ): Promise<IncidentChange | null> {
    const { actor } = write.scope;
    const opening = openingOf(last, now);
    if (last && opening === 'joins') {
      const incident = disturbed(last, now);
      return incident === last ? null : { incident, entries: [], events: [incidentChanged] };
    }
    const again = last && opening === 'reopens' ? reopened(last, true, now) : null;
    if (again) {
      const entry = { kind: again.kind, actor, data: { automatic: true, ...alarm.data } };
      return { incident: again.incident, entries: [entry], events: [incidentReopened] };
    }
    const { key, title, subject, territory } = alarm;
    const declaration = { title, severity: 'page', subject, territory, note: null } as const;
    const begun = declared(declaration, { id: newId(), topicId: newId() }, now);
    const incident = await this.keep.begin(write, { ...begun, groupKey: key, source: SOURCE });
    await this.alerts.setIncidents(write.tx, new Map([[key, incident.id]]));
    const data = { title, class: 'page', severity: 'page', subject, ...alarm.data };
    return {
      incident,
      entries: [{ kind: 'alarm.raised', actor, data }],
      events: [incidentTriggered],
    };
  }
}
