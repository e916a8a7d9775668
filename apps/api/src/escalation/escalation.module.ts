import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { ReadUnheard } from '../incidents/use-cases/read-unheard.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OncallModule } from '../oncall/oncall.module.js';
import { PoliciesRepository } from './db/policies.repository.js';
import { PagerWatchRepository } from './db/pager-watch.repository.js';
import { PolicyReferencesRepository } from './db/references.repository.js';
import { RunsRepository } from './db/runs.repository.js';
import { HeartbeatUrl } from './gateways/heartbeat-url.gateway.js';
import { NtfyTopic } from './gateways/ntfy-topic.gateway.js';
import { EscalationsController } from './http/escalations.controller.js';
import { PoliciesController } from './http/policies.controller.js';
import { ReachController } from './http/reach.controller.js';
import { SubjectSimulationController } from './http/subject-simulation.controller.js';
import { CountUnheardTicker } from './jobs/count-unheard.ticker.js';
import { EscalationMetrics } from './jobs/escalation-metrics.js';
import { PagerMetrics } from './jobs/pager-metrics.js';
import { RunEscalationsTicker } from './jobs/run-escalations.ticker.js';
import { WatchPagerInApi } from './jobs/watch-pager-in-api.js';
import { WatchPagerTicker } from './jobs/watch-pager.ticker.js';
import { ReadAwaited } from '../incidents/use-cases/read-awaited.js';
import { AdvanceRun } from './use-cases/advance-run.js';
import { ApplyPolicy } from './use-cases/apply-policy.js';
import { AwaitOthers } from './use-cases/await-others.js';
import { ChooseFor } from './use-cases/choose-for.js';
import { CountUnheard } from './use-cases/count-unheard.js';
import { DeclinePage } from './use-cases/decline-page.js';
import { EscalateNow } from './use-cases/escalate-now.js';
import { JudgeHaste } from './use-cases/judge-haste.js';
import { GetEscalation } from './use-cases/get-escalation.js';
import { ListReach } from './use-cases/list-reach.js';
import { LockRun } from './use-cases/lock-run.js';
import { Policies } from './use-cases/policies.js';
import { ReadReached } from './use-cases/read-reached.js';
import { PingHeartbeatUrl } from './use-cases/ping-heartbeat-url.js';
import { ReportPagerStatus } from './use-cases/report-pager-status.js';
import { RunDueStep } from './use-cases/run-due-step.js';
import { RunEscalations } from './use-cases/run-escalations.js';
import { SimulatePolicy } from './use-cases/simulate-policy.js';
import { SimulateSubject } from './use-cases/simulate-subject.js';
import { PauseRun } from './use-cases/pause-run.js';
import { StartRun } from './use-cases/start-run.js';
import { TellOperators } from './use-cases/tell-operators.js';
import { WatchPager } from './use-cases/watch-pager.js';

const REPOSITORIES = [PoliciesRepository, PolicyReferencesRepository, RunsRepository];
/** Watching that pages go out, in both processes: each tells of the other. */
const PAGER_WATCH = [PagerWatchRepository, NtfyTopic, TellOperators, WatchPager, PagerMetrics];
const ROOMS_UPSTREAM = [AccessModule, CatalogModule, OncallModule, NotificationsModule];

/** Escalation policies, and their documents in the catalog. */
@Module({
  imports: ROOMS_UPSTREAM,
  providers: [...REPOSITORIES, ReadReached, ChooseFor, Policies, ApplyPolicy],
  exports: [...REPOSITORIES, ReadReached, ChooseFor, Policies],
})
export class EscalationModule {}

/** Policies, and how the escalation of an incident stands, over HTTP. */
@Module({
  imports: [...ROOMS_UPSTREAM, IncidentsModule, EscalationModule],
  controllers: [
    PoliciesController,
    ReachController,
    SubjectSimulationController,
    EscalationsController,
  ],
  providers: [
    SimulatePolicy,
    SimulateSubject,
    ListReach,
    GetEscalation,
    JudgeHaste,
    LockRun,
    DeclinePage,
    EscalateNow,
    ...PAGER_WATCH,
    ReportPagerStatus,
    WatchPagerInApi,
  ],
})
export class EscalationHttpModule implements OnModuleInit {
  constructor(
    private readonly unheard: ReadUnheard,
    private readonly awaited: ReadAwaited,
    private readonly runs: RunsRepository,
  ) {}

  onModuleInit(): void {
    this.awaited.register((tx, id) => this.runs.awaitedOf(tx, id));
    this.unheard.register((tx, ids) => this.runs.unheardOf(tx, ids));
  }
}

/** Paging people step by step, in the worker. */
@Module({
  imports: [...ROOMS_UPSTREAM, IncidentsModule, EscalationModule],
  providers: [
    StartRun,
    AdvanceRun,
    AwaitOthers,
    PauseRun,
    RunDueStep,
    RunEscalations,
    EscalationMetrics,
    RunEscalationsTicker,
    CountUnheard,
    CountUnheardTicker,
    ...PAGER_WATCH,
    HeartbeatUrl,
    PingHeartbeatUrl,
    WatchPagerTicker,
  ],
  exports: [RunDueStep],
})
export class EscalationWorkerModule implements OnModuleInit {
  constructor(
    private readonly awaited: ReadAwaited,
    private readonly runs: RunsRepository,
  ) {}

  onModuleInit(): void {
    this.awaited.register((tx, id) => this.runs.awaitedOf(tx, id));
  }
}
