import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule } from '../access/access.module.js';
import { EnsureFirstRunLink } from '../access/use-cases/ensure-first-run-link.js';
import { AuditModule } from '../audit/audit.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { SeedCatalog } from '../catalog/use-cases/seed-catalog.js';
import { EscalationModule } from '../escalation/escalation.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { EnsureOwnSource } from '../incidents/use-cases/ensure-own-source.js';
import { ConfigModule } from '../platform/config/config.module.js';
import type { Settings } from '../platform/config/settings.js';
import { checkConnections } from '../platform/db/check-connections.js';
import { DatabaseModule } from '../platform/db/database.module.js';
import { migrateUp } from '../platform/db/migrations.js';
import { OutboundModule } from '../platform/outbound/outbound.module.js';
import { OutboxModule } from '../platform/outbox/outbox.module.js';
import { PrometheusModule } from '../platform/prometheus/prometheus.module.js';
import { LoggingModule } from '../platform/telemetry/logging.module.js';
import { OncallModule } from '../oncall/oncall.module.js';
import { SampleRemovalModule } from '../sample/sample.module.js';
import { RemoveSample, type Removal } from '../sample/use-cases/remove-sample.js';
import { SlosModule } from '../slos/slos.module.js';

/** The rooms that a first start fills: no queue, no HTTP. */
@Module({
  imports: [
    ConfigModule,
    LoggingModule,
    PrometheusModule,
    DatabaseModule,
    OutboxModule,
    OutboundModule,
    AuditModule,
    AccessModule,
    CatalogModule,
    SlosModule,
    OncallModule,
    EscalationModule,
    IncidentsModule,
    SampleRemovalModule,
  ],
})
class PrepareModule {}

/** What `prepare` did, printed as one line of JSON for whoever started it. */
export interface PrepareReport {
  /** migrations applied */
  readonly migrated: number;
  /** whether the catalog files were applied now; false when an earlier start did */
  readonly seeded: boolean;
  /** what became of the sample where it is off; null where it is on */
  readonly sample: Removal | null;
  /** one-time link for the first administrator; null once there is one */
  readonly adminLink: string | null;
}

/** Everything an instance needs before its processes start: schema, catalog, a way in. May run any number of times. */
export async function prepare(settings: Settings): Promise<PrepareReport> {
  const { results } = await migrateUp(settings.ownerUrl, settings.get('DATABASE_URL'));
  await checkConnections(settings);
  const context = await NestFactory.createApplicationContext(PrepareModule, {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    const seeded = await context.get(SeedCatalog).execute();
    const off = settings.get('SAMPLE') === 'off';
    const sample = off ? await context.get(RemoveSample, { strict: false }).execute() : null;
    await context.get(EnsureOwnSource).execute();
    const adminLink = await context.get(EnsureFirstRunLink).execute();
    return { migrated: results.length, seeded, sample, adminLink };
  } finally {
    await context.close();
  }
}
