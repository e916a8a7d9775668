import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { HeartbeatTicker } from './platform/health/heartbeat.ticker.js';
import { PlatformModule } from './platform/platform.module.js';
import { WorkerQueueModule } from './platform/queue/worker-queue.module.js';
import { SlosWorkerModule } from './slos/slos.module.js';

/** The background process: queues, tickers, the outbox relay. */
@Module({
  imports: [PlatformModule, WorkerQueueModule, AuditModule, SlosWorkerModule],
  providers: [HeartbeatTicker],
})
export class WorkerModule {}
