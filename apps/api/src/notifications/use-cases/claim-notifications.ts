import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { NotificationsRepository, type DueNotification } from '../db/notifications.repository.js';
import { RingsRepository } from '../db/rings.repository.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import { whyNot } from '../domain/notification.js';
import { changeOf, ownPageChanged } from '../domain/notification-events.js';
import { ringStep, UNANSWERED } from '../domain/ring.js';
import { SENDING_ACTOR } from '../domain/sending-scope.js';

/** What one claim came to. */
export interface Claim {
  /** how many were looked at */
  readonly found: number;
  /** this process's to send, each until its lease ends */
  readonly claimed: readonly ClaimedNotification[];
  /** how many may not be sent any more */
  readonly cancelled: number;
  /** how many attempts to have a console ring nobody heard */
  readonly unanswered: number;
  /** how many were claimed before by somebody who died: each may come twice */
  readonly lost: number;
  /** for how many seconds the oldest has been due that no server has taken, 0 when there is none; null: it was not asked for */
  readonly oldestDue: number | null;
}

/**
 * Takes notifications that are due. Whether one may start is decided on what is locked: whoever acknowledges at the same time comes before
 * the claim or after it. Those by browser are not this process's to send: consoles hear of them from the outbox, in the same transaction,
 * and what is not heard of them in time is found here when their lease is over.
 */
@Injectable()
export class ClaimNotifications {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly notifications: NotificationsRepository,
    private readonly rings: RingsRepository,
  ) {}

  /**
   * @param limit at most so many are looked at
   * @param asksForOldest what that takes grows with all that waits
   */
  async execute(limit: number, asksForOldest: boolean): Promise<Claim> {
    return this.unit.run(await this.scopes.open(SENDING_ACTOR), async (write) => {
      write.unrecorded('attempts are on record by themselves, append-only');
      const due = await this.notifications.lockDue(write.tx, limit);
      const lost = due.filter(({ by, wasLeased }) => wasLeased && by !== 'browser');
      await this.notifications.recordLost(write.tx, lost);
      const unanswered = await this.recordUnanswered(write, due);
      const mayStart = due.filter(({ facts }) => whyNot(facts) === null);
      const sent = mayStart.filter(({ by }) => by !== 'browser');
      const rung = await this.ring(write, mayStart);
      await this.notifications.lease(write.tx, [...sent, ...rung]);
      const cancelled = await this.cancel(write, due);
      const oldestDue = asksForOldest ? await this.notifications.oldestDue(write.tx) : null;
      return {
        found: due.length,
        claimed: sent.map(asClaimed),
        cancelled,
        unanswered,
        lost: lost.length,
        oldestDue,
      };
    });
  }

  /** Ends the attempts that no console answered; each waits for its next one. */
  private async recordUnanswered(write: Write, due: readonly DueNotification[]): Promise<number> {
    let count = 0;
    for (const notification of due) {
      const step = ringStepOf(notification);
      if (step?.do !== 'unanswered') continue;
      await this.rings.unanswered(write.tx, notification, step.wait, UNANSWERED);
      write.emit(changeOf(notification));
      count += 1;
    }
    return count;
  }

  /** Has consoles told, where any is armed. @returns what they are told of */
  private async ring(
    write: Write,
    mayStart: readonly DueNotification[],
  ): Promise<DueNotification[]> {
    const rung: DueNotification[] = [];
    for (const notification of mayStart) {
      const step = ringStepOf(notification);
      if (step?.do === 'hold') await this.rings.hold(write.tx, notification.id, step.wait);
      if (step?.do === 'ring') rung.push(notification);
    }
    const people = new Set(rung.map(({ userId }) => userId));
    if (people.size > 0) write.emit(ownPageChanged.of([...people], null));
    return rung;
  }

  private async cancel(write: Write, due: readonly DueNotification[]): Promise<number> {
    let count = 0;
    for (const notification of due) {
      const reason = whyNot(notification.facts);
      if (reason === null) continue;
      await this.notifications.cancel(write.tx, notification, reason);
      write.emit(changeOf(notification));
      count += 1;
    }
    return count;
  }
}

function ringStepOf({ by, wasLeased, isArmed, attempt }: DueNotification) {
  return by === 'browser' ? ringStep({ isRinging: wasLeased, isArmed, attempt }) : null;
}

function asClaimed({
  facts: _facts,
  wasLeased,
  isArmed: _armed,
  ...due
}: DueNotification): ClaimedNotification {
  return { ...due, attempt: due.attempt + 1, mayRepeat: wasLeased || due.mayRepeat };
}
