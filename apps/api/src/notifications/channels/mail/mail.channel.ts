import { Injectable } from '@nestjs/common';
import { Mailer, PageMailer } from '../../../platform/mail/mailer.js';
import { lastFour } from '../../domain/contact-method.js';
import { Channel, type Draft, type Outgoing } from '../../domain/channel.js';
import type { AttemptResult } from '../../domain/notification.js';
import { mailMessage } from './mail-message.js';

/** Mail, through the server behind LEITSTAND_SMTP_URL. An address stands as it is: the account has it, too. */
@Injectable()
export class MailChannel extends Channel {
  readonly kind = 'mail';
  readonly patience = 60_000;
  readonly server = 'the mail server';

  constructor(
    private readonly mailer: PageMailer,
    private readonly proof: Mailer,
  ) {
    super();
  }

  get isSetUp(): boolean {
    return this.mailer.isSetUp;
  }

  /** Not through the sample mailbox, in which others read, too. */
  override get canBeProven(): boolean {
    return this.proof.isSetUp;
  }

  draft(input: unknown): Draft {
    const { address } = input as { readonly address: string };
    return { to: address, key: address, shown: address, lastFour: lastFour(address) };
  }

  async send(outgoing: Outgoing): Promise<AttemptResult> {
    const { id, topicId, to } = outgoing;
    const sent = await this.mailer.send(id, {
      to: to as string,
      thread: topicId,
      ...mailMessage(outgoing),
    });
    if (sent.outcome === 'sent') return { result: 'accepted' };
    if (sent.outcome === 'refused') return { result: 'refused', error: sent.error };
    return { result: 'failed', error: sent.error, handedOver: sent.handedOver };
  }
}
