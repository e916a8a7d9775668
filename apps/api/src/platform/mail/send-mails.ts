import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Database } from '../db/database.js';
import { Clock } from '../kernel/clock.js';
import { systemScope } from '../kernel/scope.js';
import { retryDelay } from '../kernel/retry-delay.js';
import { MailMetrics } from './mail-metrics.js';
import { Mailer } from './mailer.js';
import { Mails, type ClaimedMail } from './mails.js';

const AT_ONCE = 10;
const LONGEST_WAIT_MS = 15 * 60_000;
const SCOPE = systemScope('mail', []);

/**
 * Sends promised mails: claim in a short transaction, send outside of any, record in another. One that was sent by a process
 * that died before it could say so is sent again, under the same Message-ID.
 */
@Injectable()
export class SendMails {
  constructor(
    private readonly database: Database,
    private readonly mails: Mails,
    private readonly mailer: Mailer,
    private readonly metrics: MailMetrics,
    private readonly clock: Clock,
    private readonly log: PinoLogger,
  ) {}

  /**
   * Sends a mail that was promised just now.
   * @param id as `Mails.promise` gave it
   * @returns whether the mail server took it; if not, it is tried again later. Never throws: what promised it is committed
   */
  async now(id: string | null): Promise<boolean> {
    if (id === null) return false;
    try {
      const claimed = await this.database.transaction(SCOPE, (tx) => this.mails.claimNew(tx, id));
      return claimed !== null && (await this.send(claimed)) === 'sent';
    } catch (error) {
      this.log.warn({ err: error, mail: id }, 'a mail could not be sent at once; the worker will');
      return false;
    }
  }

  /** Sends what is due until nothing is, or until `stopping`. */
  async due(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const claimed = await this.database.transaction(SCOPE, (tx) =>
        this.mails.claimDue(tx, AT_ONCE),
      );
      await Promise.all(claimed.map((mail) => this.send(mail)));
      if (claimed.length < AT_ONCE) break;
    }
    const oldest = await this.database.transaction(SCOPE, async (tx) => {
      await this.mails.prune(tx, this.clock.now());
      return this.mails.oldestWaiting(tx);
    });
    this.metrics.waits(oldest);
  }

  private async send(claimed: ClaimedMail): Promise<string> {
    const { outcome, error } = await this.attempt(claimed);
    await this.database.transaction(SCOPE, (tx) =>
      outcome === 'failed'
        ? this.mails.postpone(
            tx,
            claimed,
            retryDelay(claimed.attempts, LONGEST_WAIT_MS),
            error ?? '',
          )
        : this.mails.end(tx, claimed, outcome, error),
    );
    this.metrics.ended(outcome);
    if (error !== null)
      this.log.warn({ mail: claimed.id, attempts: claimed.attempts, error }, SAYS[outcome]);
    return outcome;
  }

  private async attempt({ id, mail, expired }: ClaimedMail): Promise<{
    outcome: 'sent' | 'refused' | 'failed' | 'expired';
    error: string | null;
  }> {
    if (expired) return { outcome: 'expired', error: 'the mail server never took it' };
    if (!mail)
      return { outcome: 'refused', error: 'it was written under another LEITSTAND_SECRET' };
    return { error: null, ...(await this.mailer.send(id, mail)) };
  }
}

const SAYS = {
  sent: 'a mail was sent',
  failed: 'the mail server did not take a mail; it will be tried again',
  refused: 'a mail cannot be sent',
  expired: 'a mail is of no use any more and was not sent',
} as const;
