import { Module } from '@nestjs/common';
import { ContactMethodsRepository } from './db/contact-methods.repository.js';
import { NotificationsRepository } from './db/notifications.repository.js';
import { TopicsRepository } from './db/topics.repository.js';
import { ContactMethodsController } from './http/contact-methods.controller.js';
import { NotificationMetrics } from './jobs/notification-metrics.js';
import { SendNotificationsTicker } from './jobs/send-notifications.ticker.js';
import { ClaimNotifications } from './use-cases/claim-notifications.js';
import { CloseTopic } from './use-cases/close-topic.js';
import { ComposeMessage } from './use-cases/compose-message.js';
import { DeliverNotification } from './use-cases/deliver-notification.js';
import { KeepTopic } from './use-cases/keep-topic.js';
import { QueueNotifications } from './use-cases/queue-notifications.js';
import { RaiseEpoch } from './use-cases/raise-epoch.js';
import { ReadLink } from './use-cases/read-link.js';
import { ReadReachability } from './use-cases/read-reachability.js';
import { SendDueNotifications } from './use-cases/send-due-notifications.js';
import { AddMailMethod } from './use-cases/add-mail-method.js';
import { ListOwnMethods } from './use-cases/list-own-methods.js';
import { LockOwnMethod } from './use-cases/lock-own-method.js';
import { OwnContents } from './use-cases/own-contents.js';
import { RemoveMethod } from './use-cases/remove-method.js';
import { SendCode } from './use-cases/send-code.js';
import { SendTestMessage } from './use-cases/send-test-message.js';
import { VerifyMethod } from './use-cases/verify-method.js';
import { TopicContents } from './use-cases/topic-contents.js';

const REPOSITORIES = [TopicsRepository, NotificationsRepository, ContactMethodsRepository];
/** What rooms downstream say and ask, each within their own write. */
const FOR_ROOMS_DOWNSTREAM = [
  KeepTopic,
  RaiseEpoch,
  CloseTopic,
  QueueNotifications,
  ReadReachability,
  ReadLink,
  TopicContents,
];

/** Topics, and having people told of them. */
@Module({
  providers: [...REPOSITORIES, ...FOR_ROOMS_DOWNSTREAM],
  exports: [...REPOSITORIES, ...FOR_ROOMS_DOWNSTREAM],
})
export class NotificationsModule {}

/** How somebody is reached, over HTTP. */
@Module({
  imports: [NotificationsModule],
  controllers: [ContactMethodsController],
  providers: [
    ListOwnMethods,
    LockOwnMethod,
    AddMailMethod,
    SendCode,
    VerifyMethod,
    RemoveMethod,
    SendTestMessage,
  ],
})
export class NotificationsHttpModule {}

/** Sending, in the worker. */
@Module({
  imports: [NotificationsModule],
  providers: [
    ClaimNotifications,
    ComposeMessage,
    DeliverNotification,
    OwnContents,
    SendDueNotifications,
    NotificationMetrics,
    SendNotificationsTicker,
  ],
  exports: [SendDueNotifications],
})
export class NotificationsWorkerModule {}
