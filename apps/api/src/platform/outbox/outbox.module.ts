import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Outbox } from './outbox.js';
import { SubscriptionCursors } from './subscription-cursors.js';
import { SubscriptionMetrics } from './subscription-metrics.js';
import { OutboxPruneTicker, SubscriptionsTicker } from './subscriptions.ticker.js';
import { WakeTasksSubscription } from './wake-tasks.subscription.js';

@Global()
@Module({ providers: [Outbox, SubscriptionCursors], exports: [Outbox, SubscriptionCursors] })
export class OutboxModule {}

/** Handing events to subscriptions, in the worker. */
@Module({
  imports: [DiscoveryModule],
  providers: [SubscriptionMetrics, SubscriptionsTicker, OutboxPruneTicker, WakeTasksSubscription],
})
export class OutboxWorkerModule {}
