import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { AlertsRepository } from './db/alerts.repository.js';
import { DatabaseClock } from './db/database-clock.repository.js';
import { IncidentsRepository } from './db/incidents.repository.js';
import { NamesRepository } from './db/names.repository.js';
import { PayloadsRepository } from './db/payloads.repository.js';
import { SourcesRepository } from './db/sources.repository.js';
import { TimelineRepository } from './db/timeline.repository.js';
import { IntakeController } from './http/intake.controller.js';
import { IntakeGate } from './http/intake-gate.js';
import { AdmitSource } from './use-cases/admit-source.js';
import { ApplyAlerts } from './use-cases/apply-alerts.js';
import { EnsureOwnSource } from './use-cases/ensure-own-source.js';
import { KeepIncident } from './use-cases/keep-incident.js';
import { TakeDelivery } from './use-cases/take-delivery.js';

const REPOSITORIES = [
  AlertsRepository,
  DatabaseClock,
  IncidentsRepository,
  NamesRepository,
  PayloadsRepository,
  SourcesRepository,
  TimelineRepository,
];

/** What is wrong and who sees to it. */
@Module({
  imports: [CatalogModule],
  providers: [...REPOSITORIES, KeepIncident, EnsureOwnSource],
  exports: [...REPOSITORIES, KeepIncident, EnsureOwnSource],
})
export class IncidentsModule {}

/** Incidents and the intake of alerts over HTTP. */
@Module({
  imports: [IncidentsModule],
  controllers: [IntakeController],
  providers: [IntakeGate, AdmitSource, ApplyAlerts, TakeDelivery],
})
export class IncidentsHttpModule {}
