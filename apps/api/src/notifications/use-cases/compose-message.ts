import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { isOutage } from '../../platform/kernel/outage.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import { linkKey, signLink } from '../domain/link.js';
import { messageOf, unknownContent, type Message, type MessageLinks } from '../domain/message.js';
import { opensAnywhere } from '../domain/public-address.js';
import { sendingScope } from '../domain/sending-scope.js';
import type { TopicContent } from '../domain/topic-content.js';
import { TopicContents } from './topic-contents.js';

/** Writes the message of a notification as things stand now. */
@Injectable()
export class ComposeMessage {
  constructor(
    private readonly contents: TopicContents,
    private readonly database: DatabaseReader,
    private readonly settings: Settings,
    private readonly log: PinoLogger,
  ) {}

  /**
   * Whoever is called is told so even when the room that knows why fails.
   * @returns null when there is nothing to say any more
   * @throws what that room threw, where nobody is called; the driver's error when the database is unavailable
   */
  async execute(claimed: ClaimedNotification): Promise<Message | null> {
    const content = await this.contentOf(claimed);
    if (!content) return null;
    const { kind, dueAt, recipient } = claimed;
    return messageOf(kind, content, dueAt, recipient, this.linksOf(claimed, content));
  }

  private async contentOf(claimed: ClaimedNotification): Promise<TopicContent | null> {
    const { id, kind, topicId, territory, recipient } = claimed;
    try {
      const provider = this.contents.of(kind);
      if (!provider) throw new Error(`no room of this process knows what a ${kind} is about`);
      return await this.database.read(sendingScope(territory === null ? [] : [territory]), (tx) =>
        provider.contentOf(tx, topicId, recipient.locale),
      );
    } catch (error) {
      if (isOutage(error) || (kind !== 'page' && kind !== 'responder_request')) throw error;
      this.log.error({ err: error, notification: id }, 'a page goes out without what it is about');
      return unknownContent(recipient.locale);
    }
  }

  private linksOf({ id, kind, runId }: ClaimedNotification, { path }: TopicContent): MessageLinks {
    const { publicUrl } = this.settings;
    if (!opensAnywhere(publicUrl)) return { acknowledge: null, console: null };
    const console = `${publicUrl}${path}`;
    if (runId === null || kind !== 'page') return { acknowledge: null, console };
    const token = signLink(linkKey(this.settings.get('SECRET')), { notificationId: id, runId });
    return { acknowledge: `${publicUrl}/ack?token=${token}`, console };
  }
}
