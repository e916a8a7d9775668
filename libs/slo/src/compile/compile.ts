import type { Objective } from '../objective.js';
import { BURN_WINDOWS, burnWindowSeconds } from '../alert-tiers.js';
import { baseRules } from './base-rules.js';
import { burnAlerts, thresholdRules } from './burn-rules.js';
import { infoRules } from './info-rules.js';
import { DEFAULT_COMPILE_OPTIONS } from './options.js';
import type { CompileOptions, SloFacts } from './options.js';
import type { RuleGroup } from './rules.js';
import { exhaustedAlert, noDataAlerts } from './state-alerts.js';
import { coverageRule, levelRules, levelWindows, tickWindows } from './window-rules.js';

const HOUR = 3_600;
const DAY = 86_400;

/** Burn windows of at least `from` and less than `to` seconds. */
function burnWindows(from: number, to: number): string[] {
  return BURN_WINDOWS.filter(
    (window) => burnWindowSeconds(window) >= from && burnWindowSeconds(window) < to,
  );
}

/**
 * The rules of one objective: one group, evaluated every 30 s. Publish each objective in a file of its own, so that a file
 * Prometheus refuses takes no other objective down.
 */
export function compileSlo(
  objective: Objective,
  facts: SloFacts,
  options: Partial<CompileOptions> = {},
): RuleGroup[] {
  const all = { ...DEFAULT_COMPILE_OPTIONS, ...options };
  return [
    {
      name: `leitstand-slo-${objective.slug}`,
      interval: '30s',
      rules: [...infoRules(objective, facts), ...baseRules(objective, all)],
    },
  ];
}

/**
 * The rules every objective shares: windows, then the alerts that read them, in one group each, so that an alert sees the
 * windows of its own tick. Their number does not depend on the number of objectives.
 */
export function compileFleet(options: Partial<CompileOptions> = {}): RuleGroup[] {
  const all = { ...DEFAULT_COMPILE_OPTIONS, ...options };
  return [
    {
      name: 'leitstand-page',
      interval: '30s',
      rules: [
        ...tickWindows(burnWindows(0, 2 * HOUR)),
        ...levelRules(),
        ...levelWindows(burnWindows(2 * HOUR, DAY)),
        coverageRule(),
        ...thresholdRules('page'),
        ...burnAlerts('page', all),
        ...noDataAlerts(all),
      ],
    },
    {
      name: 'leitstand-ticket',
      interval: '2m',
      rules: [
        ...levelWindows(burnWindows(DAY, Infinity)),
        ...thresholdRules('ticket'),
        ...burnAlerts('ticket', all),
      ],
    },
    {
      name: 'leitstand-budget',
      interval: '5m',
      rules: [...levelWindows(all.budgetWindows), exhaustedAlert(all)],
    },
  ];
}
