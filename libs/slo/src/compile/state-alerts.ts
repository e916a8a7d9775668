import { burnWindowSeconds } from '../alert-tiers.js';
import { alertAnnotations, TIMES } from './annotations.js';
import type { CompileOptions } from './options.js';
import type { AlertingRule } from './rules.js';
import { inherits, owners, SERIES, windowSeries } from './series.js';

/** Half of the twenty ticks of ten minutes. */
const MEASURED = `sum by (slo) (count_over_time(${SERIES.totalTick}[599999ms])) >= 10`;

function noDataRule(
  severity: 'page' | 'ticket',
  expr: string,
  words: { summary: string; description: string },
  options: CompileOptions,
): AlertingRule {
  return {
    alert: 'LeitstandNoData',
    expr,
    for: '8m',
    labels: { severity },
    annotations: alertAnnotations('LeitstandNoData', words, options),
  };
}

/**
 * Fewer than half of the last ten minutes' ticks were measured, for eight minutes: after silence of 13 minutes, while a new
 * objective has its ten ticks within six. A page when the objective was measured during
 * the past three days (a service that is gone has no errors), a ticket when it never was (a selector that matches nothing).
 */
export function noDataAlerts(options: CompileOptions): AlertingRule[] {
  const silent = `sum by (slo, service, team, territory) (${SERIES.info}{alerting="enabled"} unless on (slo) ${MEASURED})`;
  const known = `(${windowSeries('total', '3d')} unless on (slo) ${inherits(burnWindowSeconds('3d'))})`;
  return [
    noDataRule(
      'page',
      `${silent}\nand on (slo) ${known}`,
      {
        summary: '{{ $labels.slo }} is no longer measured',
        description:
          '{{ $labels.slo }} ({{ $labels.service }}) had data before and has had next to none for ten minutes. Burn alerts cannot see an outage now; those firing are held.',
      },
      options,
    ),
    noDataRule(
      'ticket',
      `${silent}\nunless on (slo) ${known}`,
      {
        summary: '{{ $labels.slo }} has never been measured',
        description:
          'Nothing was counted for {{ $labels.slo }} ({{ $labels.service }}) in three days. Check that its selectors match series, and for a latency objective that each threshold is a bucket boundary.',
      },
      options,
    ),
  ];
}

/** Spent share of one rolling window as Prometheus knows it, for the objectives that have this window. */
function spent(window: string): string {
  const ratio = `${windowSeries('bad', window)} / ${windowSeries('total', window)} / on (slo) ${SERIES.errorBudget} >= 1`;
  const floor = `${windowSeries('bad', window)} >= on (slo) ${SERIES.minBad}`;
  return `(\n  ${ratio}\n  and on (slo) ${floor}\n  unless on (slo) ${SERIES.since}\n) + on (slo) group_left (service, team, territory) (${owners(`,window="${window}"`)})`;
}

/**
 * Every other window: what the ledger says, which Leitstand's worker exports. Prometheus has no calendar, keeps no year, and records no
 * budget over hours.
 */
function spentByLedger(recorded: readonly string[]): string {
  const others = `window!~"${recorded.join('|')}"`;
  const ratio = `(max by (slo) (1 - ${SERIES.ledgerLeft}{${others}}) >= 1)`;
  return `${ratio}\n+ on (slo) group_left (service, team, territory) (${owners(`,${others}`)})`;
}

/** Objectives that took the name of another one: their windows in Prometheus may reach into its life, the ledger does not. */
function spentOfReborn(): string {
  const ratio = `(max by (slo) (1 - ${SERIES.ledgerLeft}) >= 1 and on (slo) ${SERIES.since})`;
  return `${ratio}\n+ on (slo) group_left (service, team, territory) (${owners()})`;
}

/** Nothing of the budget is left, whatever the window. */
export function exhaustedAlert(options: CompileOptions): AlertingRule {
  return {
    alert: 'LeitstandBudgetExhausted',
    expr: [
      ...options.budgetWindows.map(spent),
      spentByLedger(options.budgetWindows),
      spentOfReborn(),
    ].join('\nor\n'),
    labels: { severity: 'ticket' },
    annotations: alertAnnotations(
      'LeitstandBudgetExhausted',
      {
        summary: '{{ $labels.slo }} has no error budget left',
        description: `{{ $labels.slo }} ({{ $labels.service }}) has spent its error budget ${TIMES} over. The error budget policy applies.`,
      },
      options,
    ),
  };
}
