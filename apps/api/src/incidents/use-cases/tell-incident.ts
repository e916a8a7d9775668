import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NotificationKind } from '../../notifications/domain/notification.js';
import {
  TopicContents,
  type ToldTopic,
  type TopicContentProvider,
} from '../../notifications/use-cases/topic-contents.js';
import type { Tx } from '../../platform/db/tx.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { RolesRepository } from '../db/roles.repository.js';
import { helpAsked, type HelpAsked } from '../domain/help-asked.js';
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

  async contentsOf(tx: Tx, topics: readonly ToldTopic[]): Promise<(IncidentContent | null)[]> {
    const ids = [...new Set(topics.map(({ topicId }) => topicId))];
    const incidents = await this.incidents.ofTopics(tx, ids);
    const told = await this.told.execute(tx, [...incidents.values()]);
    const contents: (IncidentContent | null)[] = [];
    for (const topic of topics) {
      const incident = incidents.get(topic.topicId);
      const besides = incident && told.get(incident.id);
      contents.push(
        incident && besides
          ? incidentContent(
              incident,
              { ...besides, ...(await this.asked(tx, incident.id, topic)) },
              topic.reader,
            )
          : null,
      );
    }
    return contents;
  }

  /** A page says nothing of it: nobody is asked for it in a storm of them. */
  private async asked(tx: Tx, incidentId: string, { userId, kind }: ToldTopic): Promise<HelpAsked> {
    if (kind === 'page') return NOTHING_ASKED;
    const responders = await this.responders.ofIncident(tx, incidentId);
    const roles = await this.roles.ofIncident(tx, incidentId);
    return helpAsked(responders, roles, userId, kind);
  }
}

const NOTHING_ASKED: HelpAsked = { isNotice: false, roles: null, askedBy: null, answers: [] };
