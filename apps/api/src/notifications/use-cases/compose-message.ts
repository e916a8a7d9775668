import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { MessageLinks, Outgoing } from '../domain/channel.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import { confirmationKey, linkKey, receiptKey, signLink } from '../domain/link.js';
import { opensAnywhere } from '../domain/public-address.js';
import type { TopicContent } from '../domain/topic-content.js';
import { ReadContent } from './read-content.js';

/** Where a message takes the token that proves that somebody pressed in it, and the one that says that it is there. */
const CONFIRMATIONS = '/api/v1/method-confirmations';
const RECEIPTS = '/api/v1/push-receipts';

/** Says what a notification is about as things stand now; each channel makes its own message of that. */
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
  async execute(claimed: ClaimedNotification): Promise<Outgoing | null> {
    const { id, topicId, kind, dueAt, mayRepeat } = claimed;
    const { to, ...reader } = claimed.recipient;
    const content = await this.contents.execute({ ...claimed, reader });
    if (!content) return null;
    const links = this.linksOf(claimed, content);
    return { id, topicId, kind, dueAt, mayRepeat, reader, to, content, links };
  }

  private linksOf(claimed: ClaimedNotification, { path }: TopicContent): MessageLinks {
    const { id, kind, runId, methodId } = claimed;
    const { publicUrl } = this.settings;
    if (!opensAnywhere(publicUrl)) return NOWHERE;
    const secret = this.settings.get('SECRET');
    const isPage = runId !== null && kind === 'page';
    const acknowledgement = isPage && signLink(linkKey(secret), { notificationId: id, runId });
    const confirmation =
      kind === 'verification' &&
      signLink(confirmationKey(secret), { notificationId: id, runId: methodId });
    const receipt = signLink(receiptKey(secret), { notificationId: id, runId: methodId });
    return {
      acknowledge: acknowledgement ? `${publicUrl}/ack?token=${acknowledgement}` : null,
      console: `${publicUrl}${path}`,
      confirm: confirmation ? { url: `${publicUrl}${CONFIRMATIONS}`, token: confirmation } : null,
      receipt: { url: `${publicUrl}${RECEIPTS}`, token: receipt },
    };
  }
}

const NOWHERE: MessageLinks = { acknowledge: null, console: null, confirm: null, receipt: null };
