import { Module } from '@nestjs/common';
import { BackgroundModule } from './background/background.module.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './db/database.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { LimitsModule } from './limits/limits.module.js';
import { MailModule } from './mail/mail.module.js';
import { OutboxModule } from './outbox/outbox.module.js';
import { OutboundModule } from './outbound/outbound.module.js';
import { PrometheusModule } from './prometheus/prometheus.module.js';
import { QueueModule } from './queue/queue.module.js';
import { LoggingModule } from './telemetry/logging.module.js';

/** What both processes stand on. */
@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    DatabaseModule,
    OutboxModule,
    QueueModule,
    BackgroundModule,
    LimitsModule,
    MailModule,
    OutboundModule,
    PrometheusModule,
    HealthModule,
    HttpModule,
  ],
})
export class PlatformModule {}
