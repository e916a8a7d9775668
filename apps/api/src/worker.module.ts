import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { BackgroundWorkerModule } from './platform/background/background.module.js';
import { HeartbeatTicker } from './platform/health/heartbeat.ticker.js';
import { OutboxWorkerModule } from './platform/outbox/outbox.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { SlosWorkerModule } from './slos/slos.module.js';

/** The background process: tasks, the outbox relay. */
@Module({
  imports: [
    PlatformModule,
    BackgroundWorkerModule,
    OutboxWorkerModule,
    AuditModule,
    SlosWorkerModule,
  ],
  providers: [HeartbeatTicker],
})
export class WorkerModule {}
