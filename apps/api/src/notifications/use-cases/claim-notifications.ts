import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { NotificationsRepository, type DueNotification } from '../db/notifications.repository.js';
import type { ClaimedNotification } from '../domain/claimed.js';
import { whyNot } from '../domain/notification.js';
import { changeOf } from '../domain/notification-events.js';
import { SENDING_ACTOR } from '../domain/sending-scope.js';

/** What one claim came to. */
export interface Claim {
  /** this process's to send, each until its lease ends */
  readonly claimed: readonly ClaimedNotification[];
  /** how many may not be sent any more */
  readonly cancelled: number;
  /** how many were claimed before by somebody who died: each may come twice */
  readonly lost: number;
  /** for how many seconds the oldest has been due that no server has taken; 0 when there is none */
  readonly oldestDue: number;
}

/**
 * Takes notifications that are due. Whether one may start is decided on what is locked: whoever acknowledges at the same time comes before
 * the claim or after it.
 */
@Injectable()
export class ClaimNotifications {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly notifications: NotificationsRepository,
  ) {}

  /** @param limit at most so many are looked at */
  async execute(limit: number): Promise<Claim> {
    return this.unit.run(await this.scopes.open(SENDING_ACTOR), async (write) => {
      write.unrecorded('attempts are on record by themselves, append-only');
      const due = await this.notifications.lockDue(write.tx, limit);
      await this.notifications.recordLost(write.tx, due);
      const mayStart = due.filter(({ facts }) => whyNot(facts) === null);
      await this.notifications.lease(write.tx, mayStart);
      const cancelled = await this.cancel(write, due);
      const lost = due.filter(({ wasLeased }) => wasLeased).length;
      const oldestDue = await this.notifications.oldestDue(write.tx);
      return { claimed: mayStart.map(asClaimed), cancelled, lost, oldestDue };
    });
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

function asClaimed({
  facts: _facts,
  wasLeased: _was,
  ...due
}: DueNotification): ClaimedNotification {
  return { ...due, attempt: due.attempt + 1 };
}
