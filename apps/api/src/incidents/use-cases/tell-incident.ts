import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NotificationKind } from '../../notifications/domain/notification.js';
import type { TopicContent } from '../../notifications/domain/topic-content.js';
import {
  TopicContents,
  type TopicContentProvider,
} from '../../notifications/use-cases/topic-contents.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import type { Tx } from '../../platform/db/tx.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { NamesRepository } from '../db/names.repository.js';
import { incidentContent } from '../domain/incident-content.js';
import { NO_NAMES } from '../domain/incident.js';

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
    private readonly names: NamesRepository,
  ) {}

  onModuleInit(): void {
    this.contents.register(this);
  }

  owns(kind: NotificationKind): boolean {
    return KINDS.includes(kind);
  }

  async contentOf(tx: Tx, topicId: string, locale: 'de' | 'en'): Promise<TopicContent | null> {
    const incident = await this.incidents.ofTopic(tx, topicId);
    if (!incident) return null;
    const { subject } = incident;
    const sample = subject !== null && (await this.names.isSample(tx, subject));
    const names = (await this.names.ofIncidents(tx, [incident.id])).get(incident.id) ?? NO_NAMES;
    return incidentContent(incident, names, sample, locale, await databaseNow(tx));
  }
}
