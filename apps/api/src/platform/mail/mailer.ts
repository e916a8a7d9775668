import { PassThrough } from 'node:stream';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { Settings } from '../config/settings.js';
import type { Mail } from '../kernel/mail.js';
import { assertOutsideTransaction } from '../kernel/transaction-guard.js';

const PATIENCE = {
  dnsTimeout: 5000,
  connectionTimeout: 5000,
  greetingTimeout: 5000,
  socketTimeout: 10_000,
};
/**
 * Connecting, greeting and signing in take longer than a mail: connections are used again. Servers close them when they please; a mail of
 * which nothing was sent yet goes over another one at once.
 */
const CONNECTIONS = { pool: true, maxConnections: 20, maxMessages: 100, maxRequeues: 2 } as const;
/** No person wrote it, and no machine is to answer it (RFC 3834). */
const GENERATED = { 'Auto-Submitted': 'auto-generated' };
/** Steps of SMTP whose refusal is about this mail. A login or a greeting that is refused is about the server, and may be mended. */
const ABOUT_THE_MAIL: readonly (string | undefined)[] = ['RCPT TO', 'DATA'];

/**
 * What the mail server made of a mail. `refused` is its last word on it (SMTP 5xx); `failed` may go better later. `handedOver`: it had the
 * whole mail and did not say what became of it, so that sending it again may send it twice.
 */
export type MailOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'failed'; readonly error: string; readonly handedOver: boolean };

interface SmtpError extends Error {
  readonly responseCode?: number;
  /** the command that was answered */
  readonly command?: string;
}

/** How far the mail server got with a mail. */
interface Handover {
  isDone: boolean;
}
type Marked = SendMailOptions & { readonly handover: Handover };

function transportTo(url: string) {
  const transport = createTransport({ url, ...CONNECTIONS, ...PATIENCE });
  transport.use('stream', ({ data, message }, done) => {
    const flush = (flushed: () => void) => {
      (data as Marked).handover.isDone = true;
      flushed();
    };
    message.transform(() => new PassThrough({ flush }));
    done();
  });
  return transport;
}

/** Hands mails to the server behind LEITSTAND_SMTP_URL. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private transport: ReturnType<typeof transportTo> | null = null;

  constructor(protected readonly settings: Settings) {}

  /** Whether there is a mail server. */
  get isSetUp(): boolean {
    return this.url !== undefined;
  }

  protected get url(): string | undefined {
    return this.settings.get('SMTP_URL');
  }

  /** @param id the same for every try of one mail, so that mail programs show it once */
  async send(id: string, { thread, ...mail }: Mail): Promise<MailOutcome> {
    assertOutsideTransaction('the mail server');
    const { url } = this;
    if (!url) return { outcome: 'failed', error: 'no mail server is set up', handedOver: false };
    const host = new URL(this.settings.publicUrl).hostname;
    this.transport ??= transportTo(url);
    const handover: Handover = { isDone: false };
    const marked: Marked = {
      from: this.settings.get('MAIL_FROM'),
      messageId: `<${id}@${host}>`,
      ...(thread === undefined ? {} : { references: `<${thread}@${host}>` }),
      headers: GENERATED,
      ...mail,
      handover,
    };
    try {
      await this.transport.sendMail(marked);
      return { outcome: 'sent' };
    } catch (error) {
      const { message, responseCode = 0, command } = error as SmtpError;
      if (responseCode >= 500 && ABOUT_THE_MAIL.includes(command))
        return { outcome: 'refused', error: message };
      return {
        outcome: 'failed',
        error: message,
        handedOver: handover.isDone && responseCode === 0,
      };
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
    this.transport = null;
  }
}

/**
 * The same for pages and messages: while there is no mail server they go into the sample mailbox, where sample data is on. Invitations and
 * links to new passwords never do: whoever reads them there could not sign in without them.
 */
@Injectable()
export class PageMailer extends Mailer {
  protected override get url(): string | undefined {
    const isSample = this.settings.get('SAMPLE') === 'on';
    return super.url ?? (isSample ? this.settings.get('SAMPLE_SMTP_URL') : undefined);
  }
}
