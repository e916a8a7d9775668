import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { Turnstile } from '../platform/http/streamed-body.js';
import { SignedLinks } from '../platform/http/counted-apart.js';
import { AlertsRepository } from './db/alerts.repository.js';
import { FiguresRepository } from './db/figures.repository.js';
import { FindingsRepository } from './db/findings.repository.js';
import { IncidentsRepository } from './db/incidents.repository.js';
import { MergesRepository } from './db/merges.repository.js';
import { NamesRepository } from './db/names.repository.js';
import { PayloadsRepository } from './db/payloads.repository.js';
import { PeopleRepository } from './db/people.repository.js';
import { SourcesRepository } from './db/sources.repository.js';
import { TimelineRepository } from './db/timeline.repository.js';
import { AckController } from './http/ack.controller.js';
import { AckLinks } from './http/ack-links.js';
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
import { AcknowledgeByLink } from './use-cases/acknowledge-by-link.js';
import { AcknowledgeIncident } from './use-cases/acknowledge-incident.js';
import { AddNote } from './use-cases/add-note.js';
import { AdmitSigned } from './use-cases/admit-signed.js';
import { AdmitSource } from './use-cases/admit-source.js';
import { AnchorTimelines } from './use-cases/anchor-timelines.js';
import { AppendTimeline } from './use-cases/append-timeline.js';
import { ApplyAlerts } from './use-cases/apply-alerts.js';
import { DeclareIncident } from './use-cases/declare-incident.js';
import { EndQuiet } from './use-cases/end-quiet.js';
import { EndSnoozes } from './use-cases/end-snoozes.js';
import { GetFigures } from './use-cases/get-figures.js';
import { GetIncident } from './use-cases/get-incident.js';
import { EnsureOwnSource } from './use-cases/ensure-own-source.js';
import { KeepIncident } from './use-cases/keep-incident.js';
import { KeepPair } from './use-cases/keep-pair.js';
import { ListIncidents } from './use-cases/list-incidents.js';
import { LockPair } from './use-cases/lock-pair.js';
import { GiveUpSource } from './use-cases/give-up-source.js';
import { MakeSourceToken } from './use-cases/make-source-token.js';
import { MeasureIncidents } from './use-cases/measure-incidents.js';
import { MergeIncident } from './use-cases/merge-incident.js';
import { MoveIncident } from './use-cases/move-incident.js';
import { OpenAckLink } from './use-cases/open-ack-link.js';
import { PrunePayloads } from './use-cases/prune-payloads.js';
import { ReadPaging } from './use-cases/read-paging.js';
import { ReadSilence } from './use-cases/read-silence.js';
import { ReadTold } from './use-cases/read-told.js';
import { ReadUnheard } from './use-cases/read-unheard.js';
import { DoubtEnds } from './use-cases/doubt-ends.js';
import { ReconcileSources } from './use-cases/reconcile-sources.js';
import { EvaluationsGateway } from './gateways/evaluations.gateway.js';
import { ReopenIncident } from './use-cases/reopen-incident.js';
import { ResolveIncident } from './use-cases/resolve-incident.js';
import { SnoozeIncident } from './use-cases/snooze-incident.js';
import { Sources } from './use-cases/sources.js';
import { TellIncident } from './use-cases/tell-incident.js';
import { TakeDelivery } from './use-cases/take-delivery.js';
import { UnacknowledgeIncident } from './use-cases/unacknowledge-incident.js';
import { UnmergeIncident } from './use-cases/unmerge-incident.js';
import { UnsnoozeIncident } from './use-cases/unsnooze-incident.js';

const REPOSITORIES = [
  AlertsRepository,
  FiguresRepository,
  FindingsRepository,
  HeartbeatsRepository,
  IncidentsRepository,
  MergesRepository,
  NamesRepository,
  PayloadsRepository,
  PeopleRepository,
  SourcesRepository,
  TimelineRepository,
];
const INSIDE = [KeepIncident, MoveIncident];
/** What rooms downstream page people by. */
const PAGING = [AcknowledgeIncident, AppendTimeline, ReadPaging, ReadUnheard];
const VERBS = [
  AddNote,
  DeclareIncident,
  GetFigures,
  GetIncident,
  ListIncidents,
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
const HEARTBEATS = [Heartbeats, InspectSource, MakeHeartbeatToken, TakePing];
const LINKS = [AcknowledgeByLink, OpenAckLink];
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
  ],
  exports: [...REPOSITORIES, ...INSIDE, ...PAGING, ReadSilence, ReadTold, Sources, EnsureOwnSource],
})
export class IncidentsModule {}

/** Incidents, sources of alerts, and the intake, over HTTP. */
@Module({
  imports: [AccessModule, CatalogModule, IncidentsModule, NotificationsModule],
  controllers: [
    FiguresController,
    IncidentsController,
    MergesController,
    SnoozesController,
    SourcesController,
    HeartbeatsController,
    IntakeController,
    AckController,
  ],
  providers: [
    ...VERBS,
    ShownIncident,
    GiveUpSource,
    MakeSourceToken,
    ...HEARTBEATS,
    ...INTAKE,
    ...LINKS,
    { provide: SignedLinks, useClass: AckLinks },
  ],
})
export class IncidentsHttpModule {}

/** What becomes due, in the worker. */
@Module({
  imports: [IncidentsModule],
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
    WatchSilence,
    WatchSilenceTicker,
    ReconcileSourcesTicker,
  ],
})
export class IncidentsWorkerModule {}
