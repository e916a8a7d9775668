import type { Objective } from '../objective.js';
import { errorBudgetText } from '../target.js';
import { nominalSeconds, windowName } from '../window.js';
import type { SloFacts } from './options.js';
import type { RecordingRule } from './rules.js';
import { SERIES } from './series.js';

/** Labels with an empty value do not exist in Prometheus; leaving them out keeps golden files readable. */
function present(labels: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(
      (entry): entry is [string, string] => entry[1] !== null && entry[1] !== '',
    ),
  );
}

/** What the fleet-wide rules join: who owns the objective, and its numbers. Labels that may change live on slo_info alone. */
export function infoRules(objective: Objective, facts: SloFacts): RecordingRule[] {
  const { slug, indicator } = objective;
  const constant = (record: string, value: string | number): RecordingRule => ({
    record,
    expr: `vector(${value})`,
    labels: { slo: slug },
  });
  const info = present({
    slo: slug,
    service: facts.service,
    team: facts.team,
    territory: facts.territory,
    kind: indicator.kind,
    target: objective.target.percent,
    window: windowName(objective.window),
    alerting: objective.alerting ? 'enabled' : 'disabled',
    runbook: facts.runbookUrl,
  });
  return [
    { record: SERIES.info, expr: 'vector(1)', labels: info },
    constant(SERIES.errorBudget, errorBudgetText(objective.target)),
    constant(SERIES.windowSeconds, nominalSeconds(objective.window)),
    constant(SERIES.minBad, objective.minBadEvents),
    ...(facts.since ? [constant(SERIES.since, Math.ceil(facts.since.getTime() / 1_000))] : []),
  ];
}
