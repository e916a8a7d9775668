import { Module } from '@nestjs/common';
import { AccessWorkerModule } from './access/access.module.js';
import { AuditModule, AuditWorkerModule } from './audit/audit.module.js';
import { EscalationWorkerModule } from './escalation/escalation.module.js';
import { IncidentsWorkerModule } from './incidents/incidents.module.js';
import { NotificationsWorkerModule } from './notifications/notifications.module.js';
import { BackgroundWorkerModule } from './platform/background/background.module.js';
import { HeartbeatTicker } from './platform/health/heartbeat.ticker.js';
import { MailWorkerModule } from './platform/mail/mail.module.js';
import { OutboxWorkerModule } from './platform/outbox/outbox.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { SampleWorkerModule } from './sample/sample.module.js';
import { SlosWorkerModule } from './slos/slos.module.js';

/** The background process: tasks, the outbox relay. */
@Module({
  imports: [
    PlatformModule,
    BackgroundWorkerModule,
    OutboxWorkerModule,
    MailWorkerModule,
    AuditModule,
    AuditWorkerModule,
    AccessWorkerModule,
    SlosWorkerModule,
    NotificationsWorkerModule,
    IncidentsWorkerModule,
    EscalationWorkerModule,
    SampleWorkerModule,
  ],
  providers: [HeartbeatTicker],
})
export class WorkerModule {}
