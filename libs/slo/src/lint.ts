import { bucketFaults, partOfTotal } from './bucket-faults.js';
import { compare } from './rational.js';
import type { Objective, Regime } from './objective.js';
import { objectiveOf } from './objective.js';
import { meantPattern } from './promql/meant-pattern.js';
import { printMatchers } from './promql/required.js';
import type { SloDocument } from './document/slo-document.js';
import { seriesRead } from './read-series.js';
import type { FieldError } from './result.js';

/** A regime is pointless when it asks for the same as the one it replaces. */
function lintRegimes(regimes: readonly Regime[]): FieldError[] {
  const fallback = regimes.at(-1);
  const idle = regimes
    .map((regime, i) => ({ regime, i }))
    .filter(
      ({ regime }) =>
        regime.when !== null &&
        fallback !== undefined &&
        compare(regime.threshold.exact, fallback.threshold.exact) === 0,
    );
  return idle.map(({ regime, i }) => ({
    path: `spec.indicator.latency.regimes.${i}`,
    code: 'idle-regime',
    message: `The regime '${regime.name}' has the same threshold as the default, so it changes nothing.`,
  }));
}

function lintSubset(objective: Objective): FieldError[] {
  if (objective.indicator.kind !== 'ratio') return [];
  const { ratio } = objective.indicator;
  const side = 'bad' in ratio ? 'bad' : 'good';
  const path = `spec.indicator.ratio.${side}`;
  const how = partOfTotal(ratio);
  if (how === 'part') return [];
  if (how === 'same') {
    const what = `${side} and total select the same, so every event is ${side}: ${side} needs a matcher more, such as code=~"5..".`;
    return [{ path, code: 'same-as-total', message: what }];
  }
  const message = `${side} is not visibly a part of total: it should select from the same metric with all matchers of total and more. Otherwise ${side} may exceed total.`;
  return [{ path, code: 'not-a-subset', message }];
}

/** Buckets that are counted twice, or a total that leaves some out. */
function lintBuckets({ spec }: SloDocument): FieldError[] {
  return bucketFaults(spec.indicator).map(({ code, series: { path }, message }) => ({
    path,
    code,
    message,
  }));
}

/** Texts that are compared as they stand, where a pattern must have been meant. */
function lintTexts({ spec }: SloDocument): FieldError[] {
  const findings = seriesRead(spec.indicator).flatMap(({ path, role, matchers }) =>
    role === 'bucket'
      ? []
      : matchers.flatMap((matcher): FieldError[] => {
          const meant = meantPattern(matcher);
          if (meant === undefined) return [];
          const [written, other] = [printMatchers([matcher]), printMatchers([meant])];
          const message = `${written} compares ${matcher.label} with this very text. Did you mean ${other}?`;
          return [{ path, code: 'text-like-pattern', message }];
        }),
  );
  return [...new Map(findings.map((one) => [`${one.path} ${one.message}`, one])).values()];
}

function lintOwners({ spec }: SloDocument): FieldError[] {
  const findings: FieldError[] = [];
  if (spec.runbook === undefined)
    findings.push({
      path: 'spec.runbook',
      code: 'no-runbook',
      message: 'Whoever is paged finds no runbook.',
    });
  if (spec.owner === undefined && spec.team === undefined)
    findings.push({
      path: 'spec.owner',
      code: 'no-owner',
      message: 'Neither a team nor a person owns this objective.',
    });
  if (spec.alerting?.disabled === true)
    findings.push({
      path: 'spec.alerting.disabled',
      code: 'no-alerts',
      message: 'Nobody is told when the budget burns.',
    });
  return findings;
}

/** Advice about a valid document: nothing here stops it from being saved, each finding names its field and what it costs. */
export function lintSlo(document: SloDocument): FieldError[] {
  const objective = objectiveOf(document);
  const regimes = objective.indicator.kind === 'latency' ? objective.indicator.regimes : [];
  return [
    ...lintSubset(objective),
    ...lintBuckets(document),
    ...lintTexts(document),
    ...lintRegimes(regimes),
    ...lintOwners(document),
  ];
}
