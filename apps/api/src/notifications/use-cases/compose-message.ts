import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import { linkKey, signLink } from '../domain/link.js';
import { messageOf, type Message, type MessageLinks } from '../domain/message.js';
import { opensAnywhere } from '../domain/public-address.js';
import type { TopicContent } from '../domain/topic-content.js';
import { ReadContent } from './read-content.js';

/** Writes the message of a notification as things stand now. */
@Injectable()
export class ComposeMessage {
  constructor(
    private readonly contents: ReadContent,
    private readonly settings: Settings,
  ) {}

  /**
   * Whoever is called is told so even when the room that knows why fails.
   * @returns null when there is nothing to say any more
   * @throws what that room threw, where nobody is called; the driver's error when the database is unavailable
   */
  async execute(claimed: ClaimedNotification): Promise<Message | null> {
    const { kind, dueAt, recipient, mayRepeat } = claimed;
    const content = await this.contents.execute({ ...claimed, reader: recipient });
    if (!content) return null;
    const links = this.linksOf(claimed, content);
    return messageOf(kind, content, dueAt, recipient, links, mayRepeat);
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
