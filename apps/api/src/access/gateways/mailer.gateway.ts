import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { PinoLogger } from 'nestjs-pino';
import { Settings } from '../../platform/config/settings.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import type { Mail } from '../domain/mail.js';

const PATIENCE = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };

/** Sends mails through LEITSTAND_SMTP_URL, where that is set. */
@Injectable()
export class Mailer {
  constructor(
    private readonly settings: Settings,
    private readonly log: PinoLogger,
  ) {}

  /** @returns whether the mail server took it; false, with a line in the log, when there is none or it refused */
  async send(mail: Mail): Promise<boolean> {
    assertOutsideTransaction('the mail server');
    const url = this.settings.get('SMTP_URL');
    if (!url) return false;
    const transport = createTransport({ url, ...PATIENCE });
    try {
      await transport.sendMail({ from: this.settings.get('MAIL_FROM'), ...mail });
      return true;
    } catch (error) {
      this.log.warn({ err: error }, 'the mail server did not take a mail');
      return false;
    } finally {
      transport.close();
    }
  }
}
