import { Injectable } from '@nestjs/common';
import { BackgroundTask, type Task } from '../../platform/background/background-task.js';
import { notificationQueued } from '../domain/notification-events.js';
import { SendDueNotifications } from '../use-cases/send-due-notifications.js';
import { NotificationMetrics } from './notification-metrics.js';

/** Sends what is due every second, and at once when something was queued. */
@Injectable()
@BackgroundTask({ name: 'notifications.send', every: 1000, wokenBy: [notificationQueued] })
export class SendNotificationsTicker implements Task {
  constructor(
    private readonly notifications: SendDueNotifications,
    private readonly metrics: NotificationMetrics,
  ) {}

  run(stopping: AbortSignal): Promise<void> {
    return this.notifications.execute(stopping, {
      delivered: (delivery) => this.metrics.ended(delivery),
      claimed: ({ cancelled, unanswered, lost, oldestDue }) => {
        this.metrics.ended('cancelled', cancelled);
        this.metrics.ended('failed', unanswered);
        this.metrics.ended('lost', lost);
        if (oldestDue !== null) this.metrics.oldestDue(oldestDue);
      },
    });
  }
}
