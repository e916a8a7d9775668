import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { NotificationsRepository } from '../db/notifications.repository.js';
import { LINK_LIFE_MS, linkKey, readLink } from '../domain/link.js';
import { sendingScope } from '../domain/sending-scope.js';

/** Whom a link was sent to, and what it is about. */
export interface OpenedLink {
  readonly notificationId: string;
  readonly topicId: string;
  readonly userId: string;
  readonly runId: string;
}

/** What the link in a notification stands for. Opening it changes nothing. */
@Injectable()
export class ReadLink {
  constructor(
    private readonly database: DatabaseReader,
    private readonly notifications: NotificationsRepository,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `gone` for a link that we did not make or that is older than 24 hours */
  async execute(token: string): Promise<OpenedLink> {
    const target = readLink(linkKey(this.settings.get('SECRET')), token);
    if (!target) throw notValid();
    const found = await this.database.read(sendingScope([]), (tx) =>
      this.notifications.linked(tx, target.notificationId, target.runId, LINK_LIFE_MS),
    );
    if (!found?.alive) throw notValid();
    return { ...target, topicId: found.topicId, userId: found.userId };
  }
}

function notValid(): DomainError {
  return new DomainError('gone', 'This link is not valid any more. Open the console instead.');
}
