import { Module } from '@nestjs/common';
import { AccessHttpModule } from './access/access-http.module.js';
import { AuditHttpModule } from './audit/audit.module.js';
import { CatalogHttpModule } from './catalog/catalog-http.module.js';
import { EscalationHttpModule } from './escalation/escalation.module.js';
import { IncidentsHttpModule } from './incidents/incidents.module.js';
import { NotificationsHttpModule } from './notifications/notifications.module.js';
import { ClockProbe } from './platform/health/clock-probe.js';
import { Drain } from './platform/health/drain.js';
import { EvaluationController } from './platform/health/evaluation.controller.js';
import { EvaluationProbe } from './platform/health/evaluation-probe.js';
import { HealthController } from './platform/health/health.controller.js';
import { WorkerProbe } from './platform/health/worker-probe.js';
import { AlertRunbooksController } from './platform/http/alert-runbooks.controller.js';
import { IdempotencyModule } from './platform/idempotency/idempotency.module.js';
import { LiveHttpModule } from './platform/live/live.module.js';
import { OpenApiModule } from './platform/openapi/openapi.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { SampleHttpModule } from './sample/sample.module.js';
import { OncallHttpModule } from './oncall/oncall.module.js';
import { SlosHttpModule } from './slos/slos.module.js';

/** The HTTP process. */
@Module({
  imports: [
    PlatformModule,
    IdempotencyModule,
    LiveHttpModule,
    OpenApiModule,
    AccessHttpModule,
    AuditHttpModule,
    CatalogHttpModule,
    SlosHttpModule,
    SampleHttpModule,
    OncallHttpModule,
    NotificationsHttpModule,
    IncidentsHttpModule,
    EscalationHttpModule,
  ],
  controllers: [HealthController, EvaluationController, AlertRunbooksController],
  providers: [Drain, WorkerProbe, ClockProbe, EvaluationProbe],
})
export class AppModule {}
