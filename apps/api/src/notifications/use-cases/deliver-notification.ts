import { Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { isOutage } from '../../platform/kernel/outage.js';
import { Together } from '../../platform/kernel/together.js';
import { Timers } from '../../platform/kernel/timers.js';
import { Channels } from '../channels/channels.js';
import { NotificationsRepository, type Settled } from '../db/notifications.repository.js';
import type { Outgoing } from '../domain/channel.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import { endOf, nextStep, type AttemptEnd, type AttemptResult } from '../domain/notification.js';
import { changesOf } from '../domain/notification-events.js';
import { sendingScope } from '../domain/sending-scope.js';
import { ComposeMessage } from './compose-message.js';
import { LoseMethod } from './lose-method.js';

/** What became of an attempt. */
export type Delivery = AttemptEnd | 'cancelled';

/** Transactions that record at once, and how many attempts one records. */
const RECORDS_AT_ONCE = 4;
const RECORDED_TOGETHER = 20;
/** A lease of ten seconds is renewed so often, so that two renewals may fail. */
const RENEW_MS = 3000;
const UNOPENED: AttemptResult = {
  result: 'refused',
  error: 'where it leads was sealed under another LEITSTAND_SECRET',
  gone: true,
};

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
    private readonly channels: Channels,
    private readonly unit: UnitOfWork,
    private readonly notifications: NotificationsRepository,
    private readonly lose: LoseMethod,
    private readonly timers: Timers,
    private readonly log: PinoLogger,
  ) {}

  /** @throws the driver's error when the database is unavailable: the notification is claimed again when its lease ends */
  async execute(claimed: ClaimedNotification): Promise<Delivery> {
    const end = this.keepLease(claimed);
    try {
      const outgoing = await this.messageOf(claimed);
      if (outgoing === null) {
        await this.record([claimed], ({ tx }) =>
          this.notifications.cancel(tx, claimed, 'nothing-to-say'),
        );
        return 'cancelled';
      }
      const outcome =
        'error' in outgoing ? failed(outgoing.error) : await this.send(claimed, outgoing);
      await this.records.take(claimed.territory ?? '', {
        notification: claimed,
        next: nextStep(claimed.attempt, outcome),
        what: endOf(outcome),
        detail: outcome.result === 'accepted' ? null : outcome.error,
        isGone: outcome.result === 'refused' && outcome.gone === true,
      });
      return endOf(outcome);
    } finally {
      await end();
    }
  }

  private async messageOf(
    claimed: ClaimedNotification,
  ): Promise<Outgoing | { readonly error: string } | null> {
    try {
      return await this.compose.execute(claimed);
    } catch (error) {
      if (isOutage(error)) throw error;
      this.log.error({ err: error, notification: claimed.id }, 'a message could not be written');
      return { error: 'the message could not be written' };
    }
  }

  private async send(
    { id, by, recipient }: ClaimedNotification,
    outgoing: Outgoing,
  ): Promise<AttemptResult> {
    if (recipient.to === undefined) return UNOPENED;
    const channel = this.channels.of(by);
    const patience = Promise.withResolvers<AttemptResult>();
    const cancel = this.timers.after(channel.patience, () =>
      patience.resolve({
        result: 'failed',
        error: `${channel.server} took more than ${channel.patience / 1000} seconds`,
        handedOver: true,
      }),
    );
    const sending = channel.send(outgoing).catch((error: unknown) => {
      this.log.error({ err: error, notification: id }, 'a message could not be sent');
      return failed('the message could not be sent');
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
      async (write) => {
        await this.notifications.settle(write.tx, settled);
        for (const { notification, isGone } of settled)
          if (isGone) await this.lose.within(write, notification);
      },
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
