import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { isOutage } from '../../platform/kernel/outage.js';
import { Together } from '../../platform/kernel/together.js';
import { Timers } from '../../platform/kernel/timers.js';
import { PageMailer } from '../../platform/mail/mailer.js';
import { NotificationsRepository, type Settled } from '../db/notifications.repository.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import type { Message } from '../domain/message.js';
import { nextStep, type AttemptResult } from '../domain/notification.js';
import { changesOf } from '../domain/notification-events.js';
import { sendingScope } from '../domain/sending-scope.js';
import { ComposeMessage } from './compose-message.js';

/** What became of an attempt. */
export type Delivery = AttemptResult['result'] | 'cancelled';

/** Transactions that record at once, and how many attempts one records. */
const RECORDS_AT_ONCE = 4;
const RECORDED_TOGETHER = 20;
/** A lease of ten seconds is renewed so often, so that two renewals may fail. */
const RENEW_MS = 3000;
/** A mail server that takes longer is not waited for, however lively it is. */
const PATIENCE_MS = 60_000;

/**
 * Sends one claimed notification: outside of any transaction, its lease renewed meanwhile, and recorded before anything else is done with
 * it. Whoever dies in between leaves an attempt without an end, and the notification is sent again.
 */
@Injectable()
export class DeliverNotification {
  /** What ends meanwhile is recorded together. */
  private readonly records = new Together<Settled, void>(
    { atOnce: RECORDS_AT_ONCE, most: RECORDED_TOGETHER, sizeOf: () => 1 },
    async (settled) => {
      await this.settle(settled);
      return settled.map(() => undefined);
    },
  );

  constructor(
    private readonly compose: ComposeMessage,
    private readonly mailer: PageMailer,
    private readonly unit: UnitOfWork,
    private readonly notifications: NotificationsRepository,
    private readonly timers: Timers,
    private readonly log: PinoLogger,
  ) {}

  /** @throws the driver's error when the database is unavailable: the notification is claimed again when its lease ends */
  async execute(claimed: ClaimedNotification): Promise<Delivery> {
    const end = this.keepLease(claimed);
    try {
      const message = await this.messageOf(claimed);
      if (message === null) {
        await this.record([claimed], ({ tx }) =>
          this.notifications.cancel(tx, claimed, 'nothing-to-say'),
        );
        return 'cancelled';
      }
      const outcome =
        'error' in message ? failed(message.error) : await this.send(claimed, message);
      await this.records.take(claimed.territory ?? '', {
        notification: claimed,
        next: nextStep(claimed.attempt, outcome),
        what: outcome.result,
        detail: outcome.result === 'accepted' ? null : outcome.error,
      });
      return outcome.result;
    } finally {
      await end();
    }
  }

  private async messageOf(
    claimed: ClaimedNotification,
  ): Promise<Message | { readonly error: string } | null> {
    try {
      return await this.compose.execute(claimed);
    } catch (error) {
      if (isOutage(error)) throw error;
      this.log.error({ err: error, notification: claimed.id }, 'a message could not be written');
      return { error: 'the message could not be written' };
    }
  }

  private async send(
    { id, topicId, recipient }: ClaimedNotification,
    message: Message,
  ): Promise<AttemptResult> {
    const patience = Promise.withResolvers<AttemptResult>();
    const cancel = this.timers.after(PATIENCE_MS, () =>
      patience.resolve({
        result: 'failed',
        error: 'the mail server took more than a minute',
        handedOver: true,
      }),
    );
    const sending = this.mailer
      .send(id, { to: recipient.address, thread: topicId, ...message })
      .then<AttemptResult>((sent) => {
        if (sent.outcome === 'sent') return { result: 'accepted' };
        if (sent.outcome === 'refused') return { result: 'refused', error: sent.error };
        return { result: 'failed', error: sent.error, handedOver: sent.handedOver };
      });
    try {
      return await Promise.race([sending, patience.promise]);
    } finally {
      cancel();
    }
  }

  private settle(settled: readonly Settled[]): Promise<void> {
    return this.record(
      settled.map(({ notification }) => notification),
      ({ tx }) => this.notifications.settle(tx, settled),
    );
  }

  /** @param claimed of one territory */
  private async record(
    claimed: readonly ClaimedNotification[],
    work: (write: Write) => Promise<void>,
  ): Promise<void> {
    const territory = claimed[0]?.territory ?? null;
    await this.unit.run(sendingScope(territory === null ? [] : [territory]), async (write) => {
      write.unrecorded('attempts are on record by themselves, append-only');
      await work(write);
      write.emit(...changesOf(claimed));
    });
  }

  /** @returns ends it, once no renewal is under way any more */
  private keepLease(claimed: ClaimedNotification): () => Promise<void> {
    let under: Promise<unknown> = Promise.resolve();
    let cancel = () => undefined as void;
    const again = () => {
      cancel = this.timers.after(RENEW_MS, () => {
        again();
        under = this.unit
          .run(sendingScope([]), (write) => {
            write.unrecorded('that somebody is still at it is no fact to keep');
            return this.notifications.renew(write.tx, claimed);
          })
          .catch(() => undefined); // one that is not renewed in time is claimed again, and what we record has no effect then
      });
    };
    again();
    return async () => {
      cancel();
      await under;
    };
  }
}

function failed(error: string): AttemptResult {
  return { result: 'failed', error, handedOver: false };
}
