import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NotificationKind } from '../../notifications/domain/notification.js';
import {
  TopicContents,
  type ToldTopic,
  type TopicContentProvider,
} from '../../notifications/use-cases/topic-contents.js';
import type { Tx } from '../../platform/db/tx.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { incidentContent, type IncidentContent } from '../domain/incident-content.js';
import { ReadTold } from './read-told.js';

/** What people are told of incidents by. */
const KINDS: readonly NotificationKind[] = [
  'page',
  'responder_request',
  'status',
  'reminder',
  'handover',
];

/** Says what notifications about incidents are about. */
@Injectable()
export class TellIncident implements TopicContentProvider, OnModuleInit {
  constructor(
    private readonly contents: TopicContents,
    private readonly incidents: IncidentsRepository,
    private readonly told: ReadTold,
  ) {}

  onModuleInit(): void {
    this.contents.register(this);
  }

  owns(kind: NotificationKind): boolean {
    return KINDS.includes(kind);
  }

  async contentsOf(tx: Tx, topics: readonly ToldTopic[]): Promise<(IncidentContent | null)[]> {
    const ids = [...new Set(topics.map(({ topicId }) => topicId))];
    const incidents = await this.incidents.ofTopics(tx, ids);
    const told = await this.told.execute(tx, [...incidents.values()]);
    return topics.map(({ topicId, reader }) => {
      const incident = incidents.get(topicId);
      const besides = incident && told.get(incident.id);
      return incident && besides ? incidentContent(incident, besides, reader) : null;
    });
  }
}
