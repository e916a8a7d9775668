import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/kernel/clock.js';
import { Timers } from '../../platform/kernel/timers.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import { ClaimNotifications, type Claim } from './claim-notifications.js';
import { DeliverNotification, type Delivery } from './deliver-notification.js';

/** How many a process sends at the same time: each is a connection to the mail server. */
const AT_ONCE = 20;
/** While some are being sent, others become due. */
const LOOK_MS = 1000;
/** So many places are free before more are claimed, or so long (ms) is waited for them: to claim one costs as much as to claim ten. */
const WORTH_A_CLAIM = 10;
const GATHERING_MS = 20;

/** What is told while it happens. */
export interface SendingReport {
  readonly delivered: (delivery: Delivery) => void;
  readonly claimed: (claim: Claim) => void;
}

/** Sends what is due until nothing is. One that takes long holds up no other. */
@Injectable()
export class SendDueNotifications {
  constructor(
    private readonly claims: ClaimNotifications,
    private readonly deliver: DeliverNotification,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  /**
   * @param stopping nothing is claimed any more; what is being sent is recorded yet
   * @throws the first failure of the database, when everything that was begun has ended
   */
  async execute(stopping: AbortSignal, report: SendingReport): Promise<void> {
    const sending = new Set<Promise<void>>();
    const failures: unknown[] = [];
    const isTime = this.everyLook();
    for (;;) {
      const room = stopping.aborted || failures.length > 0 ? 0 : AT_ONCE - sending.size;
      const claim = room > 0 ? await this.claim(room, isTime(), report, failures) : null;
      for (const claimed of claim?.claimed ?? []) {
        const one = this.send(claimed, report, failures).finally(() => sending.delete(one));
        sending.add(one);
      }
      const isFull = claim?.found === room && room > 0;
      if (isFull) continue;
      if (sending.size === 0) break;
      await this.somethingEnds(sending);
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Tells whether `LOOK_MS` have passed since it last said so; at first they have. */
  private everyLook(): () => boolean {
    let last = -Infinity;
    return () => {
      const now = this.clock.now().getTime();
      const isTime = Math.abs(now - last) >= LOOK_MS;
      if (isTime) last = now;
      return isTime;
    };
  }

  private async claim(
    room: number,
    asksForOldest: boolean,
    report: SendingReport,
    failures: unknown[],
  ): Promise<Claim | null> {
    try {
      const claim = await this.claims.execute(room, asksForOldest);
      report.claimed(claim);
      return claim;
    } catch (error) {
      failures.push(error);
      return null;
    }
  }

  private async send(
    claimed: ClaimedNotification,
    report: SendingReport,
    failures: unknown[],
  ): Promise<void> {
    try {
      report.delivered(await this.deliver.execute(claimed));
    } catch (error) {
      failures.push(error);
    }
  }

  private async somethingEnds(sending: ReadonlySet<Promise<void>>): Promise<void> {
    await this.atMost(LOOK_MS, (look) => Promise.race([...sending, look]));
    await this.atMost(GATHERING_MS, (moment) => Promise.race([moment, this.enoughEnd(sending)]));
  }

  private async enoughEnd(sending: ReadonlySet<Promise<void>>): Promise<void> {
    while (sending.size > AT_ONCE - WORTH_A_CLAIM) await Promise.race(sending);
  }

  /** @param wait is given what resolves after so long */
  private async atMost(ms: number, wait: (over: Promise<void>) => Promise<void>): Promise<void> {
    const over = Promise.withResolvers<void>();
    const cancel = this.timers.after(ms, over.resolve);
    await wait(over.promise);
    cancel();
  }
}
