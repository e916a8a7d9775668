import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { OutboxRelayTicker } from '../outbox/outbox-relay.ticker.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { QueueMetrics } from './queue-metrics.js';

/** What only the worker has: handlers, local ticks and the outbox relay. */
@Global()
@Module({
  imports: [DiscoveryModule, ScheduleModule.forRoot()],
  providers: [JobRegistry, JobRunner, QueueMetrics, OutboxRelayTicker],
  exports: [JobRegistry],
})
export class WorkerQueueModule {}
