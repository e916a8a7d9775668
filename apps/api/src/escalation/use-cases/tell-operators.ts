import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../../platform/config/settings.js';
import { PageMailer } from '../../platform/mail/mailer.js';
import type { OperatorMessage } from '../domain/operator-message.js';
import { NtfyTopic } from '../gateways/ntfy-topic.gateway.js';

/**
 * The direct path: straight to the operators from the process that noticed, without queue, escalation or a row in the database. Each way is
 * tried beside the others; one that takes the message is enough.
 */
@Injectable()
export class TellOperators {
  constructor(
    private readonly settings: Settings,
    private readonly mailer: PageMailer,
    private readonly ntfy: NtfyTopic,
    private readonly log: PinoLogger,
  ) {}

  /** The settings without which operators can be told by no way; empty where there is one. */
  get missing(): string[] {
    const isMailed = this.settings.get('OPERATOR_MAIL').length > 0;
    if ((isMailed && this.mailer.isSetUp) || this.settings.get('OPERATOR_NTFY_URL')) return [];
    return [
      ...(isMailed ? [] : ['LEITSTAND_OPERATOR_MAIL']),
      ...(this.mailer.isSetUp ? [] : ['LEITSTAND_SMTP_URL']),
    ];
  }

  /**
   * @param id the same for every try of one message, so that mail programs show it once
   * @returns whether somebody took it. Never throws
   */
  async execute(id: string, message: OperatorMessage): Promise<boolean> {
    const ways = [
      ...(this.settings.get('OPERATOR_MAIL').length > 0 && this.mailer.isSetUp
        ? [this.mail(id, message)]
        : []),
      ...(this.settings.get('OPERATOR_NTFY_URL')
        ? [this.ntfy.post(message.subject, message.text)]
        : []),
    ];
    const results = await Promise.allSettled(ways);
    for (const result of results)
      if (result.status === 'rejected')
        this.log.error({ err: result.reason, message: id }, 'the operators could not be told');
    return results.some(({ status }) => status === 'fulfilled');
  }

  private async mail(id: string, { subject, text }: OperatorMessage): Promise<void> {
    const to = this.settings.get('OPERATOR_MAIL').join(', ');
    const sent = await this.mailer.send(id, { to, subject, text });
    // What the server had as a whole has most likely been sent: it is not said again.
    if (sent.outcome === 'sent' || (sent.outcome === 'failed' && sent.handedOver)) return;
    throw new Error(sent.error);
  }
}
