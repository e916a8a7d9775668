import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { CloseTopic } from '../../notifications/use-cases/close-topic.js';
import { KeepTopic } from '../../notifications/use-cases/keep-topic.js';
import { RaiseEpoch } from '../../notifications/use-cases/raise-epoch.js';
import type { EventType } from '../../platform/kernel/event.js';
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
    const { number: _none, ...row } = incident;
    return { ...incident, number: await this.incidents.insert(write.tx, row) };
  }

  /**
   * One whose row the transaction has locked.
   * @param now of the database's clock
   * @returns it with the new head of its timeline
   */
  async within(
    write: Write,
    { incident, entries, events }: IncidentChange,
    now: Date,
  ): Promise<Incident> {
    const links = chained(incident.id, incident.head, entries, now);
    const last = links.at(-1);
    const kept = last ? { ...incident, head: { seq: last.seq, hash: last.hash } } : incident;
    await this.incidents.update(write.tx, kept);
    await this.timeline.append(write.tx, incident.territory, links);
    for (const event of events) await this.tellPages(write, event, kept);
    write.emit(...events.map((event) => event.of([incident.id], incident.territory)));
    return kept;
  }

  private async tellPages(write: Write, { name }: EventType, incident: Incident): Promise<void> {
    const { topicId, territory } = incident;
    switch (name) {
      case incidentTriggered.name:
      case incidentReopened.name:
        return this.topics.within(write, { id: topicId, territory });
      case incidentAcknowledged.name:
      case incidentSnoozed.name:
        return this.epochs.within(write, topicId);
      case incidentResolved.name:
        return this.ends.within(write, topicId);
      default:
    }
  }
}
