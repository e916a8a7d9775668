import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NotificationKind } from '../../notifications/domain/notification.js';
import type { TopicContent } from '../../notifications/domain/topic-content.js';
import {
  TopicContents,
  type TopicContentProvider,
} from '../../notifications/use-cases/topic-contents.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Reader } from '../../platform/kernel/reader.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { incidentContent } from '../domain/incident-content.js';
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

  async contentOf(tx: Tx, topicId: string, reader: Reader): Promise<TopicContent | null> {
    const incident = await this.incidents.ofTopic(tx, topicId);
    if (!incident) return null;
    const told = await this.told.execute(tx, incident);
    return incidentContent(incident, told, reader);
  }
}
