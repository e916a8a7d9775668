import { Injectable } from '@nestjs/common';
import type { MethodKind } from '#contract';
import type { Channel } from '../domain/channel.js';
import { MailChannel } from './mail/mail.channel.js';
import { NtfyChannel } from './ntfy/ntfy.channel.js';
import { WebhookChannel } from './webhook/webhook.channel.js';
import { WebPushChannel } from './webpush/webpush.channel.js';

/** What `Channels` is made of. */
export const CHANNELS = [MailChannel, NtfyChannel, WebPushChannel, WebhookChannel] as const;

/** Every channel that this instance knows. Consoles that ring are none: nothing is sent there, they look. */
@Injectable()
export class Channels {
  private readonly byKind: ReadonlyMap<MethodKind, Channel>;

  constructor(mail: MailChannel, ntfy: NtfyChannel, push: WebPushChannel, webhook: WebhookChannel) {
    this.byKind = new Map([mail, ntfy, push, webhook].map((channel) => [channel.kind, channel]));
  }

  /** @throws Error for a kind to which nothing is sent */
  of(kind: MethodKind): Channel {
    const channel = this.byKind.get(kind);
    if (!channel) throw new Error(`nothing is sent by ${kind}`);
    return channel;
  }

  /** Whether this instance can go such a way. */
  readonly isSetUp = (kind: MethodKind): boolean => this.byKind.get(kind)?.isSetUp ?? false;
}
