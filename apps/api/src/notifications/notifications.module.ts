import { Module } from '@nestjs/common';
import { CHANNELS, Channels } from './channels/channels.js';
import { ArmedConsolesRepository } from './db/armed-consoles.repository.js';
import { ContactMethodsRepository } from './db/contact-methods.repository.js';
import { NotificationsRepository } from './db/notifications.repository.js';
import { RingsRepository } from './db/rings.repository.js';
import { TopicsRepository } from './db/topics.repository.js';
import { ContactMethodsController } from './http/contact-methods.controller.js';
import { MethodConfirmationsController } from './http/method-confirmations.controller.js';
import { PushController } from './http/push.controller.js';
import { OwnPagesController } from './http/own-pages.controller.js';
import { NotificationMetrics } from './jobs/notification-metrics.js';
import { SendNotificationsTicker } from './jobs/send-notifications.ticker.js';
import { ArmConsole } from './use-cases/arm-console.js';
import { ClaimNotifications } from './use-cases/claim-notifications.js';
import { CloseTopic } from './use-cases/close-topic.js';
import { ComposeMessage } from './use-cases/compose-message.js';
import { ConfirmRing } from './use-cases/confirm-ring.js';
import { DeliverNotification } from './use-cases/deliver-notification.js';
import { LoseMethod } from './use-cases/lose-method.js';
import { KeepTopic } from './use-cases/keep-topic.js';
import { QueueNotifications } from './use-cases/queue-notifications.js';
import { RaiseEpoch } from './use-cases/raise-epoch.js';
import { ReadContent } from './use-cases/read-content.js';
import { ReadPushKey } from './use-cases/read-push-key.js';
import { RenewPush } from './use-cases/renew-push.js';
import { ReadLink } from './use-cases/read-link.js';
import { ReadReachability } from './use-cases/read-reachability.js';
import { ReadUntaken } from './use-cases/read-untaken.js';
import { SendDueNotifications } from './use-cases/send-due-notifications.js';
import { AddMethod } from './use-cases/add-method.js';
import { ConfirmDelivery } from './use-cases/confirm-delivery.js';
import { ConfirmMethod } from './use-cases/confirm-method.js';
import { ListOwnMethods } from './use-cases/list-own-methods.js';
import { ListOwnPages } from './use-cases/list-own-pages.js';
import { LockOwnMethod } from './use-cases/lock-own-method.js';
import { OwnContents } from './use-cases/own-contents.js';
import { RemoveMethod } from './use-cases/remove-method.js';
import { SendCode } from './use-cases/send-code.js';
import { SendTestMessage } from './use-cases/send-test-message.js';
import { UnarmConsole } from './use-cases/unarm-console.js';
import { VerifyMethod } from './use-cases/verify-method.js';
import { TopicContents } from './use-cases/topic-contents.js';
import { WithdrawNotifications } from './use-cases/withdraw-notifications.js';

const REPOSITORIES = [
  TopicsRepository,
  NotificationsRepository,
  ContactMethodsRepository,
  ArmedConsolesRepository,
  RingsRepository,
];
/** What rooms downstream say and ask, each within their own write. */
const FOR_ROOMS_DOWNSTREAM = [
  KeepTopic,
  RaiseEpoch,
  CloseTopic,
  QueueNotifications,
  ReadReachability,
  ReadLink,
  ReadUntaken,
  TopicContents,
  WithdrawNotifications,
];

/** What messages say, in every process that shows any. */
const CONTENTS = [OwnContents, ReadContent];

/** Topics, and having people told of them. */
@Module({
  providers: [...REPOSITORIES, ...CHANNELS, Channels, ...FOR_ROOMS_DOWNSTREAM, ...CONTENTS],
  exports: [...REPOSITORIES, ...CHANNELS, Channels, ...FOR_ROOMS_DOWNSTREAM, ...CONTENTS],
})
export class NotificationsModule {}

/** How somebody is reached, over HTTP. */
@Module({
  imports: [NotificationsModule],
  controllers: [
    ContactMethodsController,
    MethodConfirmationsController,
    OwnPagesController,
    PushController,
  ],
  providers: [
    ListOwnMethods,
    LockOwnMethod,
    AddMethod,
    ConfirmDelivery,
    ConfirmMethod,
    ReadPushKey,
    RenewPush,
    SendCode,
    VerifyMethod,
    RemoveMethod,
    SendTestMessage,
    ListOwnPages,
    ArmConsole,
    UnarmConsole,
    ConfirmRing,
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
    LoseMethod,
    SendDueNotifications,
    NotificationMetrics,
    SendNotificationsTicker,
  ],
  exports: [SendDueNotifications],
})
export class NotificationsWorkerModule {}
