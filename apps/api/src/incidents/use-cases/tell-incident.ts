import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NotificationKind } from '../../notifications/domain/notification.js';
import type { TopicContent } from '../../notifications/domain/topic-content.js';
import {
  TopicContents,
  type ToldTopic,
  type TopicContentProvider,
} from '../../notifications/use-cases/topic-contents.js';
import type { Tx } from '../../platform/db/tx.js';
import { ActionItemsRepository } from '../db/action-items.repository.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { RespondersRepository } from '../db/responders.repository.js';
import { RolesRepository } from '../db/roles.repository.js';
import { helpAsked, type HelpAsked } from '../domain/help-asked.js';
import { incidentContent } from '../domain/incident-content.js';
import type { Incident } from '../domain/incident.js';
import { itemContent } from '../domain/item-content.js';
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
    private readonly items: ActionItemsRepository,
  ) {}

  onModuleInit(): void {
    this.contents.register(this);
  }

  owns(kind: NotificationKind): boolean {
    return KINDS.includes(kind);
  }

  async contentsOf(tx: Tx, topics: readonly ToldTopic[]): Promise<(TopicContent | null)[]> {
    const ids = [...new Set(topics.map(({ topicId }) => topicId))];
    const incidents = await this.incidents.ofTopics(tx, ids);
    const told = await this.told.execute(tx, [...incidents.values()]);
    const others = await this.itemsOf(tx, ids, incidents);
    const contents: (TopicContent | null)[] = [];
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
          : (others.get(topic.topicId)?.(topic) ?? null),
      );
    }
    return contents;
  }

  /** The topic of an action item bears its id: whoever it was given to is told, unless they have it no more or it is closed. */
  private async itemsOf(
    tx: Tx,
    topicIds: readonly string[],
    incidents: ReadonlyMap<string, Incident>,
  ): Promise<ReadonlyMap<string, (topic: ToldTopic) => TopicContent | null>> {
    const ids = topicIds.filter((id) => !incidents.has(id));
    const items = ids.length === 0 ? [] : await this.items.some(tx, ids);
    const found = await this.incidents.some(
      tx,
      items.map(({ incidentId }) => incidentId),
    );
    const byId = new Map(found.map((one) => [one.id, one]));
    return new Map(
      items.map((item) => [
        item.id,
        ({ userId, reader }) => {
          const of = byId.get(item.incidentId);
          const isTheirs = item.owner?.kind === 'user' && item.owner.id === userId;
          return of && isTheirs && item.state === 'open' ? itemContent(item, of, reader) : null;
        },
      ]),
    );
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
