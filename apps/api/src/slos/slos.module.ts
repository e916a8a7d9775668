import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module.js';
import { Settings } from '../platform/config/settings.js';
import { LedgerRepository } from './db/ledger.repository.js';
import { LedgerSumsRepository } from './db/ledger-sums.repository.js';
import { MeasuredVersionsRepository } from './db/measured-versions.repository.js';
import { RuleCostsRepository } from './db/rule-costs.repository.js';
import { RuleFilesRepository } from './db/rule-files.repository.js';
import { PublishingRepository } from './db/publishing.repository.js';
import { ReadingsRepository } from './db/readings.repository.js';
import { SloRowsRepository } from './db/slo-rows.repository.js';
import { SlosRepository } from './db/slos.repository.js';
import { DetectionController } from './http/detection.controller.js';
import { ReadingsController } from './http/readings.controller.js';
import { SlosController } from './http/slos.controller.js';
import { FillLedgerTicker } from './jobs/fill-ledger.ticker.js';
import { PublishRulesTicker } from './jobs/publish-rules.ticker.js';
import { ReconcileLedgerTicker } from './jobs/reconcile-ledger.ticker.js';
import { RetainLedgerTicker } from './jobs/retain-ledger.ticker.js';
import { AdmitRules } from './use-cases/admit-rules.js';
import { ApplySlo } from './use-cases/apply-slo.js';
import { ArrangeRules } from './use-cases/arrange-rules.js';
import { AwaitReload } from './use-cases/await-reload.js';
import { CheckExpressions } from './use-cases/check-expressions.js';
import { CheckSeries } from './use-cases/check-series.js';
import { ComputeReadings } from './use-cases/compute-readings.js';
import { DeleteSlo } from './use-cases/delete-slo.js';
import { ExplainExclusions } from './use-cases/explain-exclusions.js';
import { ExplainMissing } from './use-cases/explain-missing.js';
import { ExportRules } from './use-cases/export-rules.js';
import { FindMisreadSeries } from './use-cases/find-misread-series.js';
import { FindSeriesWarnings } from './use-cases/find-series-warnings.js';
import { FindMissingSeries } from './use-cases/find-missing-series.js';
import { FindRequiredMatchers } from './use-cases/find-required-matchers.js';
import { FindSampleTerritories } from './use-cases/find-sample-territories.js';
import { FindStoredReading } from './use-cases/find-stored-reading.js';
import { FillLedger } from './use-cases/fill-ledger.js';
import { GetBudget } from './use-cases/get-budget.js';
import { GetGaps } from './use-cases/get-gaps.js';
import { GetSpent } from './use-cases/get-spent.js';
import { GetBurnDown } from './use-cases/get-burn-down.js';
import { GetDetectionEnvelope } from './use-cases/get-detection-envelope.js';
import { GetSlo } from './use-cases/get-slo.js';
import { FindBackfill } from './use-cases/find-backfill.js';
import { LedgerMetrics } from './jobs/ledger-metrics.js';
import { RulesMetrics } from './jobs/rules-metrics.js';
import { InspectRulesFolder } from './use-cases/inspect-rules-folder.js';
import { InspectSetAside } from './use-cases/inspect-set-aside.js';
import { WatchRules } from './use-cases/watch-rules.js';
import { ListSlos } from './use-cases/list-slos.js';
import { PrometheusCounts } from './gateways/prometheus-counts.gateway.js';
import { PrometheusRules } from './gateways/prometheus-rules.gateway.js';
import { PrometheusSeries } from './gateways/prometheus-series.gateway.js';
import { Promtool } from './gateways/promtool.gateway.js';
import { MeasureRules } from './use-cases/measure-rules.js';
import { ProveRules } from './use-cases/prove-rules.js';
import { PublishRules } from './use-cases/publish-rules.js';
import { ReadLedger } from './use-cases/read-ledger.js';
import { ReconcileLedger } from './use-cases/reconcile-ledger.js';
import { RetainLedger } from './use-cases/retain-ledger.js';
import { RuleTexts } from './documents/rule-texts.js';
import { RulesFolder } from './gateways/rules-folder.gateway.js';
import { SetAsideFolder } from './gateways/set-aside.gateway.js';
import { SaveSlo } from './use-cases/save-slo.js';
import { ReportSlosStatus } from './use-cases/report-slos-status.js';
import { TickLedger } from './use-cases/tick-ledger.js';

const REPOSITORIES = [
  SlosRepository,
  MeasuredVersionsRepository,
  SloRowsRepository,
  PublishingRepository,
  RuleFilesRepository,
  RuleCostsRepository,
  LedgerRepository,
  LedgerSumsRepository,
  ReadingsRepository,
];
const USE_CASES = [
  SaveSlo,
  DeleteSlo,
  GetSlo,
  ListSlos,
  GetBudget,
  GetBurnDown,
  GetGaps,
  GetSpent,
  GetDetectionEnvelope,
  CheckSeries,
  ExportRules,
  FindSampleTerritories,
];

/** One for the process: what was compiled once serves publishing and export. */
const RULE_TEXTS = {
  provide: RuleTexts,
  inject: [Settings],
  useFactory: (settings: Settings) =>
    new RuleTexts({
      publicUrl: settings.publicUrl,
      ingestionOffset: `${settings.get('INGESTION_OFFSET')}s`,
    }),
};

/** Objectives: promise, measurement, reading. */
@Module({
  imports: [CatalogModule],
  providers: [
    ...REPOSITORIES,
    ...USE_CASES,
    FindStoredReading,
    ReadLedger,
    RULE_TEXTS,
    ApplySlo,
    CheckExpressions,
    FindMissingSeries,
    FindMisreadSeries,
    FindSeriesWarnings,
    FindRequiredMatchers,
    ExplainExclusions,
    ExplainMissing,
    PrometheusRules,
    PrometheusSeries,
  ],
  exports: [...REPOSITORIES, ...USE_CASES, ReadLedger, RuleTexts, PrometheusRules],
})
export class SlosModule {}

/** Objectives over HTTP. */
@Module({
  imports: [SlosModule],
  controllers: [SlosController, ReadingsController, DetectionController],
  providers: [ReportSlosStatus],
})
export class SlosHttpModule {}

/** Publishing and ledger, in the worker. */
@Module({
  imports: [SlosModule],
  providers: [
    PublishRules,
    ProveRules,
    AdmitRules,
    ArrangeRules,
    AwaitReload,
    MeasureRules,
    InspectRulesFolder,
    InspectSetAside,
    WatchRules,
    RulesFolder,
    SetAsideFolder,
    Promtool,
    PublishRulesTicker,
    PrometheusCounts,
    FindBackfill,
    FillLedger,
    ComputeReadings,
    TickLedger,
    RetainLedger,
    ReconcileLedger,
    LedgerMetrics,
    RulesMetrics,
    FillLedgerTicker,
    RetainLedgerTicker,
    ReconcileLedgerTicker,
  ],
  exports: [PublishRules, TickLedger, RetainLedger, ReconcileLedger],
})
export class SlosWorkerModule {}
