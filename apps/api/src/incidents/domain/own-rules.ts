import { compileFleet } from '#slo';
import type { Alert } from './alert.js';
import { WARM_UP, type Evaluated } from './evaluated.js';

/** An unbroken time in which the rules of one SLO were evaluated: its first and its newest evaluation. */
export interface EvaluatedSpan {
  readonly from: Date;
  readonly to: Date;
}

/** What is known of our own rules: unlike those of others, it is known whether they should be there. */
export interface OwnRules {
  /** slugs of the SLOs in use, of those that open alerts are about */
  readonly slos: ReadonlySet<string>;
  /** by slug: where the rules of an SLO were evaluated last; none: not in the last minutes */
  readonly spans: ReadonlyMap<string, EvaluatedSpan>;
  /** whether there are SLOs whose rules have been loaded */
  readonly isAnyLoaded: boolean;
  /** whether rule files of others were moved away */
  readonly isSetAside: boolean;
}

/** What the rules that all SLOs share raise. They read what those of each SLO record, and find nothing where that is gone. */
const OF_SLOS: ReadonlySet<string> = new Set(
  compileFleet().flatMap(({ rules }) =>
    rules.flatMap((rule) => ('alert' in rule ? rule.alert : [])),
  ),
);

/** What the rules raise by which an instance watches itself (`alerts/rules`). */
export const ABOUT_ITSELF: ReadonlySet<string> = new Set([
  'LeitstandTargetDown',
  'LeitstandLedgerStale',
  'LeitstandLedgerDisagrees',
  'LeitstandRulesFailing',
  'LeitstandTicksMissed',
  'LeitstandRulesNotLoaded',
  'LeitstandRulesMissing',
  'LeitstandComponentDown',
  'LeitstandAlertsUndelivered',
  'LeitstandEventsStalled',
  'LeitstandMailWaiting',
  'LeitstandAlertSourceSilent',
  'LeitstandNotificationsWaiting',
  'LeitstandEscalationsLate',
  'LeitstandPagerUnhealthy',
  'LeitstandOperatorsUnreachable',
  'LeitstandNobodyPaged',
  'LeitstandAuditBroken',
  'LeitstandAuditUnverified',
  'LeitstandAuditNotAnchored',
  'LeitstandDiskLow',
  'LeitstandDiskFilling',
]);

/** Evaluated every 30 seconds: one that is missed breaks nothing, two do. */
const GAP_MS = 75_000;

/** The SLO whose rules an alert comes from, by its labels; null = it is none of ours. */
export function sloOf({ name, labels }: Pick<Alert, 'name' | 'labels'>): string | null {
  return OF_SLOS.has(name) ? labels['slo'] || null : null;
}

/** The newest unbroken time among evaluations. @param times in any order */
export function newestSpan(times: readonly Date[]): EvaluatedSpan | null {
  const [to, ...earlier] = times.toSorted((a, b) => b.getTime() - a.getTime());
  if (!to) return null;
  let from = to;
  for (const at of earlier) {
    if (from.getTime() - at.getTime() > GAP_MS) break;
    from = at;
  }
  return { from, to };
}

/**
 * Up to when it is known whether an alert fires. The absence of a rule of ours says nothing as long as it should be there: only an SLO that is
 * deleted, or is loaded in a version that does not alert, is an end. The absence of a rule of others says nothing while ours are all gone, too,
 * or files were set aside: then it is not the set of rules that should be evaluated.
 * @returns null where that is not known
 */
export function knownUntil(
  alert: Pick<Alert, 'name' | 'labels'>,
  evaluated: Evaluated,
  own: OwnRules,
): Date | null {
  const { name } = alert;
  const slo = sloOf(alert);
  const isOfSlo = slo !== null && own.slos.has(slo);
  const at = evaluated.asOf(name);

  if (evaluated.has(name))
    return isOfSlo ? withSlo(at, own.spans.get(slo), evaluated.intervalOf(name)) : at;
  const isOther =
    own.isSetAside || (own.isAnyLoaded && ![...OF_SLOS].some((one) => evaluated.has(one)));
  return isOfSlo || ABOUT_ITSELF.has(name) || isOther ? null : at;
}

/** What was recorded of the SLO has to have been there for two evaluations of the rule, and still to be. */
function withSlo(
  at: Date | null,
  span: EvaluatedSpan | undefined,
  intervalMs: number,
): Date | null {
  if (at === null || !span) return null;
  if (at.getTime() < span.from.getTime() + WARM_UP * intervalMs) return null;
  return at < span.to ? at : span.to;
}
