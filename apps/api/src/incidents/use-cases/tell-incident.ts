import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NotificationKind } from '../../notifications/domain/notification.js';
import type { TopicContent } from '../../notifications/domain/topic-content.js';
import {
  TopicContents,
  type ToldTo,
  type TopicContentProvider,
} from '../../notifications/use-cases/topic-contents.js';
import type { Tx } from '../../platform/db/tx.js';
import type { Reader } from '../../platform/kernel/reader.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { RolesRepository } from '../db/roles.repository.js';
import { helpAsked } from '../domain/help-asked.js';
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
    private readonly responders: RespondersRepository,
    private readonly roles: RolesRepository,
    private readonly told: ReadTold,
  ) {}

  onModuleInit(): void {
    this.contents.register(this);
  }

  owns(kind: NotificationKind): boolean {
    return KINDS.includes(kind);
  }

  async contentOf(
    tx: Tx,
    topicId: string,
    reader: Reader,
    { userId, kind }: ToldTo,
  ): Promise<TopicContent | null> {
    const incident = await this.incidents.ofTopic(tx, topicId);
    if (!incident) return null;
    const told = await this.told.execute(tx, incident);
    const responders = await this.responders.ofIncident(tx, incident.id);
    const roles = await this.roles.ofIncident(tx, incident.id);
    const asked = helpAsked(responders, roles, userId, kind);
    return incidentContent(incident, { ...told, ...asked }, reader);
  }
}
