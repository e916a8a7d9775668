import { Global, Module } from '@nestjs/common';
import { OutboxMetrics } from './outbox-metrics.js';
import { OutboxPruneTicker, OutboxRelayTicker } from './outbox-relay.ticker.js';
import { Outbox } from './outbox.js';

@Global()
@Module({ providers: [Outbox], exports: [Outbox] })
export class OutboxModule {}

/** The relay, in the worker. */
@Module({ providers: [OutboxMetrics, OutboxRelayTicker, OutboxPruneTicker] })
export class OutboxWorkerModule {}
