import { Injectable } from '@nestjs/common';
import type { Write } from '../../audit/use-cases/unit-of-work.js';
import { NotificationsRepository } from '../db/notifications.repository.js';
import type { NotificationKind } from '../domain/notification.js';
import { notificationChanged, ownPageChanged } from '../domain/notification-events.js';

/** Whose notifications are of no use any more, as they answered. */
export interface Answered {
  readonly topicId: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  /** null = those that no escalation asked for; any = those of all of them */
  readonly runId: string | 'any' | null;
}

/** Somebody answered what they are told of: what was not sent yet is not sent any more, the rest counts as seen. */
@Injectable()
export class WithdrawNotifications {
  constructor(private readonly notifications: NotificationsRepository) {}

  /** Holds from the commit on: what is being sent at that moment still goes out. */
  async within(write: Write, answered: Answered): Promise<void> {
    const { territory, count } = await this.notifications.answered(write.tx, answered);
    if (count === 0) return;
    write.emit(
      notificationChanged.of([answered.topicId], territory),
      ownPageChanged.of([answered.userId], null),
    );
  }
}
