import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { NotificationsRepository } from '../db/notifications.repository.js';
import { TopicsRepository } from '../db/topics.repository.js';
import { LINK_LIFE_MS, linkKey, readLink } from '../domain/link.js';
import { sendingScope } from '../domain/sending-scope.js';

/** Whom a link was sent to, and what it is about. */
export interface OpenedLink {
  readonly notificationId: string;
  readonly topicId: string;
  readonly userId: string;
  readonly runId: string;
  /** of the topic when it was sent */
  readonly epoch: number;
}

/** What the link in a notification stands for. Opening it changes nothing. */
@Injectable()
export class ReadLink {
  constructor(
    private readonly database: DatabaseReader,
    private readonly notifications: NotificationsRepository,
    private readonly topics: TopicsRepository,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `not-found` for a link that we did not make, `gone` for one that is older than 24 hours */
  async execute(token: string): Promise<OpenedLink> {
    const target = readLink(linkKey(this.settings.get('SECRET')), token);
    if (!target) throw new DomainError('not-found', 'This is no link that Leitstand has sent.');
    const found = await this.database.read(sendingScope([]), (tx) =>
      this.notifications.linked(tx, target.notificationId, target.runId, LINK_LIFE_MS),
    );
    if (!found?.alive) throw notValid();
    return { ...target, topicId: found.topicId, userId: found.userId, epoch: found.epoch };
  }

  /**
   * How many epochs of its topic have begun since it was sent: none = what it was sent for goes on.
   * @param tx of whoever sees the topic
   * @throws DomainError `gone` for a topic that is not there
   */
  async epochsSince(tx: Tx, { topicId, epoch }: OpenedLink): Promise<number> {
    const topic = (await this.topics.find(tx, [topicId])).get(topicId);
    if (!topic) throw notValid();
    return topic.epoch - epoch;
  }
}

function notValid(): DomainError {
  return new DomainError('gone', 'This link is not valid any more. Open the console instead.');
}
