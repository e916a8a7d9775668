import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersText } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Reading } from '../domain/reading.js';
import { CheckSeries, type SeriesCheck } from '../use-cases/check-series.js';
import { ExportRules } from '../use-cases/export-rules.js';
import { GetBudget, type BurnRates } from '../use-cases/get-budget.js';
import { GetBurnDown, type BurnDown } from '../use-cases/get-burn-down.js';
import { GetGaps, type Gaps } from '../use-cases/get-gaps.js';
import { GetSpent } from '../use-cases/get-spent.js';
import {
  budgetQuery,
  burnDownQuery,
  burnDownSchema,
  burnRatesSchema,
  gapsSchema,
  rulesQuery,
  spentQuery,
  spentSchema,
  type BudgetQuery,
  type BurnDownQuery,
  type RulesQuery,
  type SpentQuery,
} from './reading.dto.js';
import { seriesCheckSchema } from './series.dto.js';
import { readingSchema } from './slo.dto.js';

@ApiTags('slos')
@Controller('api/v1')
export class ReadingsController {
  constructor(
    private readonly budgets: GetBudget,
    private readonly charts: GetBurnDown,
    private readonly missed: GetGaps,
    private readonly spending: GetSpent,
    private readonly series: CheckSeries,
    private readonly rules: ExportRules,
  ) {}

  @Get('slos/:slug/budget')
  @Requires('slo:read')
  @ApiOperation({ summary: 'The reading of an SLO: now, or at an instant of the past' })
  @Answers(readingSchema)
  budget(
    @InScope() scope: Scope,
    @Param('slug') slug: string,
    @Query({ schema: budgetQuery }) query: BudgetQuery,
  ): Promise<Reading> {
    return this.budgets.execute(scope, slug, query.at ?? null);
  }

  @Get('slos/:slug/burn-down')
  @Requires('slo:read')
  @ApiOperation({ summary: 'Budget left over time; the last point is the reading' })
  @Answers(burnDownSchema)
  burnDown(
    @InScope() scope: Scope,
    @Param('slug') slug: string,
    @Query({ schema: burnDownQuery }) query: BurnDownQuery,
  ): Promise<BurnDown> {
    return this.charts.execute(scope, slug, query);
  }

  @Get('slos/:slug/gaps')
  @Requires('slo:read')
  @ApiOperation({
    summary: 'What of the present window is in no number: gaps that are not bridged',
  })
  @Answers(gapsSchema)
  gaps(@InScope() scope: Scope, @Param('slug') slug: string): Promise<Gaps> {
    return this.missed.execute(scope, slug);
  }

  @Get('slos/:slug/spent')
  @Requires('slo:read')
  @ApiOperation({ summary: 'What a stretch of time, an incident say, took from the budget' })
  @Answers(spentSchema)
  spent(
    @InScope() scope: Scope,
    @Param('slug') slug: string,
    @Query({ schema: spentQuery }) query: SpentQuery,
  ) {
    return this.spending.execute(scope, slug, query);
  }

  @Get('slos/:slug/burn-rates')
  @Requires('slo:read')
  @ApiOperation({ summary: 'The alert tiers with both rates, threshold, verdict and PromQL' })
  @Answers(burnRatesSchema)
  burnRates(@InScope() scope: Scope, @Param('slug') slug: string): Promise<BurnRates> {
    return this.budgets.burnRates(scope, slug);
  }

  @Get('slos/:slug/series')
  @Requires('slo:read')
  @ApiOperation({
    summary: 'Whether Prometheus has the series that an SLO reads, and what is missing where not',
  })
  @Answers(seriesCheckSchema)
  seriesCheck(@InScope() scope: Scope, @Param('slug') slug: string): Promise<SeriesCheck> {
    return this.series.execute(scope, slug);
  }

  @Get('rules')
  @Requires('slo:read')
  @ApiOperation({
    summary: 'The Prometheus rules of all SLOs, as a rule file or as a PrometheusRule',
  })
  @AnswersText('text/yaml')
  rulesFile(
    @InScope() scope: Scope,
    @Query({ schema: rulesQuery }) query: RulesQuery,
  ): Promise<string> {
    return this.rules.execute(scope, query.format);
  }
}
