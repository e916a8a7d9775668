import { Global, Module } from '@nestjs/common';
import { MailMetrics } from './mail-metrics.js';
import { Mailer, PageMailer } from './mailer.js';
import { Mails } from './mails.js';
import { SendMails } from './send-mails.js';
import { SendMailsTicker } from './send-mails.ticker.js';

@Global()
@Module({
  providers: [Mailer, PageMailer, Mails, MailMetrics, SendMails],
  exports: [Mailer, PageMailer, Mails, SendMails],
})
export class MailModule {}

/** Sending what waits, in the worker. */
@Module({ providers: [SendMailsTicker] })
export class MailWorkerModule {}
