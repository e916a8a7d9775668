import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { CloseTopic } from '../../notifications/use-cases/close-topic.js';
import { KeepTopic } from '../../notifications/use-cases/keep-topic.js';
import { RaiseEpoch } from '../../notifications/use-cases/raise-epoch.js';
import type { DomainEvent, EventType } from '../../platform/kernel/event.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { TimelineRepository } from '../db/timeline.repository.js';
import {
  incidentAcknowledged,
  incidentReopened,
  incidentResolved,
  incidentSnoozed,
  incidentTriggered,
} from '../domain/incident-events.js';
import type { Incident } from '../domain/incident.js';
import { chained, type TimelineEntry } from '../domain/timeline.js';

/** What becomes of an incident, and what is said of it. */
export interface IncidentChange {
  readonly incident: Incident;
  readonly entries: readonly TimelineEntry[];
  readonly events: readonly EventType[];
}

/**
 * Keeps what became of an incident, within somebody's write: its row, its timeline, its events, and what they mean to the pages about it:
 * none starts once it is acknowledged, snoozed or resolved.
 */
@Injectable()
export class KeepIncident {
  constructor(
    private readonly incidents: IncidentsRepository,
    private readonly timeline: TimelineRepository,
    private readonly topics: KeepTopic,
    private readonly epochs: RaiseEpoch,
    private readonly ends: CloseTopic,
  ) {}

  /** A new one, which `within` is to be called for once its alerts are kept. @returns it with its number */
  async begin(write: Write, incident: Incident): Promise<Incident> {
    const [begun = incident] = await this.beginAll(write, [incident]);
    return begun;
  }

  /** The same for several. @returns them in their order */
  async beginAll(write: Write, incidents: readonly Incident[]): Promise<Incident[]> {
    const rows = incidents.map(({ number: _none, ...row }) => row);
    const numbers = await this.incidents.insert(write.tx, rows);
    return incidents.map((one) => ({ ...one, number: numbers.get(one.id) ?? one.number }));
  }

  /**
   * One whose row the transaction has locked.
   * @param now of the database's clock
   * @returns it with the new head of its timeline
   */
  async within(write: Write, change: IncidentChange, now: Date): Promise<Incident> {
    const [kept = change.incident] = await this.all(write, [change], now);
    return kept;
  }

  /** The same for several, each of which is there once. @returns them in their order */
  async all(write: Write, changes: readonly IncidentChange[], now: Date): Promise<Incident[]> {
    const linked = changes.map(({ incident, entries, events }) => {
      const links = chained(incident.id, incident.head, entries, now);
      const last = links.at(-1);
      const kept = last ? { ...incident, head: { seq: last.seq, hash: last.hash } } : incident;
      return { incident: kept, links, events };
    });
    const incidents = linked.map(({ incident }) => incident);
    await this.incidents.update(write.tx, incidents);
    await this.timeline.append(
      write.tx,
      linked.flatMap(({ incident: { territory }, links }) =>
        links.map((event) => ({ territory, event })),
      ),
    );
    await this.tellPages(write, linked);
    write.emit(...eventsOf(linked));
    return incidents;
  }

  private async tellPages(
    write: Write,
    changes: readonly Pick<IncidentChange, 'incident' | 'events'>[],
  ): Promise<void> {
    const met = (...by: readonly EventType[]) =>
      changes
        .filter(({ events }) => events.some(({ name }) => by.some((event) => event.name === name)))
        .map(({ incident }) => incident);
    const begun = met(incidentTriggered, incidentReopened);
    const topics = begun.map(({ topicId: id, territory }) => ({ id, territory }));
    await this.topics.within(write, topics);
    await this.epochs.within(write, topicsOf(met(incidentAcknowledged, incidentSnoozed)));
    await this.ends.within(write, topicsOf(met(incidentResolved)));
  }
}

const topicsOf = (incidents: readonly Incident[]) => incidents.map(({ topicId }) => topicId);

/** One event for all incidents of a territory to which it happened, in the order in which they happen to one. */
function eventsOf(changes: readonly Pick<IncidentChange, 'incident' | 'events'>[]): DomainEvent[] {
  const told = changes.flatMap(({ incident, events }) =>
    events.map((event) => ({ event, incident, key: `${event.name} ${incident.territory}` })),
  );
  return [...Map.groupBy(told, ({ key }) => key).values()].flatMap((same) => {
    const [first] = same;
    const ids = same.map(({ incident }) => incident.id);
    return first ? [first.event.of(ids, first.incident.territory)] : [];
  });
}
