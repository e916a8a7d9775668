import { Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AdmitGuest } from '../access/use-cases/admit-guest.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { OncallModule } from '../oncall/oncall.module.js';
import { Turnstile } from '../platform/http/streamed-body.js';
import { SignedLinks } from '../platform/http/counted-apart.js';
import { ActionItemsRepository } from './db/action-items.repository.js';
import { PinsRepository } from './db/pins.repository.js';
import { ReviewedRepository } from './db/reviewed.repository.js';
import { ReviewsRepository } from './db/reviews.repository.js';
import { ActionItemsController } from './http/action-items.controller.js';
import { ReviewsController } from './http/reviews.controller.js';
import { GetActionItem } from './use-cases/get-action-item.js';
import { GetReview } from './use-cases/get-review.js';
import { ListActionItems } from './use-cases/list-action-items.js';
import { ListReviews } from './use-cases/list-reviews.js';
import { PinEntry } from './use-cases/pin-entry.js';
import { ReadReviewFacts } from './use-cases/read-review-facts.js';
import { WriteActionItem } from './use-cases/write-action-item.js';
import { WriteMarkdown } from './use-cases/write-markdown.js';
import { WriteReview } from './use-cases/write-review.js';
import { SlosModule } from '../slos/slos.module.js';
import { AlertsRepository } from './db/alerts.repository.js';
import { FiguresRepository } from './db/figures.repository.js';
import { FindingsRepository } from './db/findings.repository.js';
import { IncidentsRepository } from './db/incidents.repository.js';
import { LikenessRepository } from './db/likeness.repository.js';
import { MergesRepository } from './db/merges.repository.js';
import { NamesRepository } from './db/names.repository.js';
import { PayloadsRepository } from './db/payloads.repository.js';
import { PeopleRepository } from './db/people.repository.js';
import { RespondersRepository } from './db/responders.repository.js';
import { RolesRepository } from './db/roles.repository.js';
import { SourcesRepository } from './db/sources.repository.js';
import { TimelineRepository } from './db/timeline.repository.js';
import { AckController } from './http/ack.controller.js';
import { AckLinks } from './http/ack-links.js';
import { HandoversRepository } from './db/handovers.repository.js';
import { HandoversController } from './http/handovers.controller.js';
import { HeartbeatsController } from './http/heartbeats.controller.js';
import { HeartbeatsRepository } from './db/heartbeats.repository.js';
import { WatchSilenceTicker } from './jobs/watch-silence.ticker.js';
import { Heartbeats } from './use-cases/heartbeats.js';
import { InspectSource } from './use-cases/inspect-source.js';
import { MakeHeartbeatToken } from './use-cases/make-heartbeat-token.js';
import { RaiseAlarm } from './use-cases/raise-alarm.js';
import { TakePing } from './use-cases/take-ping.js';
import { WatchSilence } from './use-cases/watch-silence.js';
import { IncidentsController } from './http/incidents.controller.js';
import { IntakeController } from './http/intake.controller.js';
import { IntakeGate } from './http/intake-gate.js';
import { IntakeTurnstile } from './http/intake-turnstile.js';
import { FiguresController } from './http/figures.controller.js';
import { MergesController } from './http/merges.controller.js';
import { RespondersController } from './http/responders.controller.js';
import { ShownIncident } from './http/shown-incident.js';
import { SnoozesController } from './http/snoozes.controller.js';
import { SourcesController } from './http/sources.controller.js';
import { AnchorTimelinesTicker } from './jobs/anchor-timelines.ticker.js';
import { EndQuietTicker } from './jobs/end-quiet.ticker.js';
import { EndSnoozesTicker } from './jobs/end-snoozes.ticker.js';
import { IncidentMetrics } from './jobs/incident-metrics.js';
import { MeasureIncidentsTicker } from './jobs/measure-incidents.ticker.js';
import { ReconcileSourcesTicker } from './jobs/reconcile-sources.ticker.js';
import { PrunePayloadsTicker } from './jobs/prune-payloads.ticker.js';
import { TellSilenceTicker } from './jobs/tell-silence.ticker.js';
import { AcknowledgeByLink } from './use-cases/acknowledge-by-link.js';
import { AcknowledgeIncident } from './use-cases/acknowledge-incident.js';
import { AddNote } from './use-cases/add-note.js';
import { AdmitSigned } from './use-cases/admit-signed.js';
import { AdmitSource } from './use-cases/admit-source.js';
import { AnchorTimelines } from './use-cases/anchor-timelines.js';
import { AnswerRequest } from './use-cases/answer-request.js';
import { AppendTimeline } from './use-cases/append-timeline.js';
import { ApplyAlerts } from './use-cases/apply-alerts.js';
import { AskResponder } from './use-cases/ask-responder.js';
import { FindGuest } from './use-cases/find-guest.js';
import { TakeOn } from './use-cases/take-on.js';
import { TellSilence } from './use-cases/tell-silence.js';
import { DeclareIncident } from './use-cases/declare-incident.js';
import { EndQuiet } from './use-cases/end-quiet.js';
import { EndSnoozes } from './use-cases/end-snoozes.js';
import { GetFigures } from './use-cases/get-figures.js';
import { GetIncident } from './use-cases/get-incident.js';
import { EnsureOwnSource } from './use-cases/ensure-own-source.js';
import { HandRole } from './use-cases/hand-role.js';
import { KeepIncident } from './use-cases/keep-incident.js';
import { KeepPair } from './use-cases/keep-pair.js';
import { ListIncidents } from './use-cases/list-incidents.js';
import { ListSimilar } from './use-cases/list-similar.js';
import { LockPair } from './use-cases/lock-pair.js';
import { GiveUpSource } from './use-cases/give-up-source.js';
import { MakeSourceToken } from './use-cases/make-source-token.js';
import { MeasureIncidents } from './use-cases/measure-incidents.js';
import { MergeIncident } from './use-cases/merge-incident.js';
import { MoveIncident } from './use-cases/move-incident.js';
import { OpenAckLink } from './use-cases/open-ack-link.js';
import { PrunePayloads } from './use-cases/prune-payloads.js';
import { ReadAwaited } from './use-cases/read-awaited.js';
import { ReadPaging } from './use-cases/read-paging.js';
import { ReadSilence } from './use-cases/read-silence.js';
import { ReadRound } from './use-cases/read-round.js';
import { ReadTold } from './use-cases/read-told.js';
import { ReadUnheard } from './use-cases/read-unheard.js';
import { DoubtEnds } from './use-cases/doubt-ends.js';
import { ReconcileSources } from './use-cases/reconcile-sources.js';
import { EvaluationsGateway } from './gateways/evaluations.gateway.js';
import { ReopenIncident } from './use-cases/reopen-incident.js';
import { ResolveIncident } from './use-cases/resolve-incident.js';
import { ApplyMaintenance } from './use-cases/apply-maintenance.js';
import { HoldIncidents } from './use-cases/hold-incidents.js';
import { MaintenanceWindows } from './use-cases/maintenance-windows.js';
import { PreviewWindow } from './use-cases/preview-window.js';
import { ReadHolds } from './use-cases/read-holds.js';
import { TurnMaintenance } from './use-cases/turn-maintenance.js';
import { TurnMaintenanceTicker } from './jobs/turn-maintenance.ticker.js';
import { HoldsRepository } from './db/holds.repository.js';
import { MaintenanceRepository } from './db/maintenance.repository.js';
import { MaintenanceController } from './http/maintenance.controller.js';
import { SnoozeIncident } from './use-cases/snooze-incident.js';
import { Sources } from './use-cases/sources.js';
import { TellIncident } from './use-cases/tell-incident.js';
import { TakeDelivery } from './use-cases/take-delivery.js';
import { UnacknowledgeIncident } from './use-cases/unacknowledge-incident.js';
import { UnmergeIncident } from './use-cases/unmerge-incident.js';
import { UnsnoozeIncident } from './use-cases/unsnooze-incident.js';
import { ListHandovers } from './use-cases/list-handovers.js';
import { ListOwnHandovers } from './use-cases/list-own-handovers.js';
import { TakeHandover } from './use-cases/take-handover.js';
import { WriteHandover } from './use-cases/write-handover.js';

const REPOSITORIES = [
  ActionItemsRepository,
  AlertsRepository,
  FiguresRepository,
  FindingsRepository,
  HeartbeatsRepository,
  HoldsRepository,
  IncidentsRepository,
  LikenessRepository,
  MaintenanceRepository,
  MergesRepository,
  NamesRepository,
  PayloadsRepository,
  PeopleRepository,
  PinsRepository,
  RespondersRepository,
  ReviewedRepository,
  ReviewsRepository,
  RolesRepository,
  SourcesRepository,
  TimelineRepository,
];
const INSIDE = [AnswerRequest, KeepIncident, MoveIncident, TakeOn];
/** What rooms downstream page people by. */
const PAGING = [
  AcknowledgeIncident,
  AppendTimeline,
  HoldIncidents,
  ReadAwaited,
  ReadHolds,
  ReadPaging,
  ReadUnheard,
];
const VERBS = [
  AddNote,
  AskResponder,
  DeclareIncident,
  GetFigures,
  FindGuest,
  GetIncident,
  HandRole,
  ListIncidents,
  ListSimilar,
  KeepPair,
  LockPair,
  MergeIncident,
  ReopenIncident,
  ResolveIncident,
  SnoozeIncident,
  UnacknowledgeIncident,
  UnmergeIncident,
  UnsnoozeIncident,
];
const REVIEWS = [
  GetActionItem,
  GetReview,
  ListActionItems,
  ListReviews,
  PinEntry,
  ReadReviewFacts,
  WriteActionItem,
  WriteMarkdown,
  WriteReview,
];
const HEARTBEATS = [Heartbeats, InspectSource, MakeHeartbeatToken, TakePing];
const LINKS = [AcknowledgeByLink, OpenAckLink, ReadRound];
const INTAKE = [
  AdmitSigned,
  AdmitSource,
  ApplyAlerts,
  IntakeGate,
  IntakeTurnstile,
  TakeDelivery,
  { provide: Turnstile, useExisting: IntakeTurnstile },
];

/** What is wrong and who sees to it. */
@Module({
  imports: [CatalogModule, NotificationsModule],
  providers: [
    ...REPOSITORIES,
    ...INSIDE,
    ...PAGING,
    ReadTold,
    TellIncident,
    ReadSilence,
    Sources,
    EnsureOwnSource,
    MaintenanceWindows,
    ApplyMaintenance,
  ],
  exports: [
    ...REPOSITORIES,
    ...INSIDE,
    ...PAGING,
    ReadSilence,
    ReadTold,
    Sources,
    EnsureOwnSource,
    MaintenanceWindows,
  ],
})
export class IncidentsModule {}

/** Notes of handovers. */
const HANDOVERS = [
  HandoversRepository,
  ListHandovers,
  ListOwnHandovers,
  TakeHandover,
  WriteHandover,
];

/** Incidents, sources of alerts, and the intake, over HTTP. */
@Module({
  imports: [
    AccessModule,
    CatalogModule,
    IncidentsModule,
    NotificationsModule,
    OncallModule,
    SlosModule,
  ],
  controllers: [
    ActionItemsController,
    ReviewsController,
    FiguresController,
    HandoversController,
    IncidentsController,
    MergesController,
    RespondersController,
    SnoozesController,
    SourcesController,
    HeartbeatsController,
    MaintenanceController,
    IntakeController,
    AckController,
  ],
  providers: [
    ...VERBS,
    ...HANDOVERS,
    ...REVIEWS,
    ShownIncident,
    GiveUpSource,
    MakeSourceToken,
    PreviewWindow,
    ...HEARTBEATS,
    ...INTAKE,
    ...LINKS,
    { provide: SignedLinks, useClass: AckLinks },
  ],
})
export class IncidentsHttpModule implements OnModuleInit {
  constructor(
    private readonly guests: AdmitGuest,
    private readonly asked: FindGuest,
  ) {}

  onModuleInit(): void {
    this.guests.register((userId, key) => this.asked.execute(userId, key));
  }
}

/** What becomes due, in the worker. */
@Module({
  imports: [IncidentsModule, NotificationsModule],
  providers: [
    AnchorTimelines,
    AnchorTimelinesTicker,
    EndQuiet,
    EndQuietTicker,
    EndSnoozes,
    EndSnoozesTicker,
    IncidentMetrics,
    MeasureIncidents,
    MeasureIncidentsTicker,
    PrunePayloads,
    PrunePayloadsTicker,
    ApplyAlerts,
    DoubtEnds,
    EvaluationsGateway,
    RaiseAlarm,
    ReconcileSources,
    TellSilence,
    TellSilenceTicker,
    TurnMaintenance,
    TurnMaintenanceTicker,
    WatchSilence,
    WatchSilenceTicker,
    ReconcileSourcesTicker,
  ],
})
export class IncidentsWorkerModule {}
