import type { FindingState, IncidentSeverity, UnconfirmedReason } from '#contract';
import { WATCHDOG, type Alert } from './alert.js';
import { isEnded } from './alert-state.js';
import type { Evaluated, FiringAlert } from './evaluated.js';
import { FOUND_PREFIX } from './one-alert.js';
import { knownUntil, type OwnRules } from './own-rules.js';
import { fingerprintOf, type Labels } from './placement.js';
import { isSameAlert } from './same-alert.js';
import { classOf, severityOf } from './severity.js';
import { isSilent, type Watch } from './silence.js';
import type { Source } from './source.js';

/** One alert as Alertmanager lists it. */
export interface ListedAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  /** silenced or inhibited; by what, in a few words */
  readonly suppressedBy: string | null;
  readonly receivers: readonly string[];
}

/** What fires in Prometheus and a source told nothing of. */
export interface Finding {
  /** of its labels */
  readonly digest: string;
  readonly name: string;
  readonly labels: Labels;
  readonly severity: IncidentSeverity;
  readonly state: FindingState;
  /** by what it is suppressed, or to whom it goes */
  readonly reason: string | null;
  readonly activeAt: Date;
  /** since when it is in this state */
  readonly since: Date;
}

/** What is known before a look. */
export interface Reconciled {
  readonly source: Pick<
    Source,
    'prometheus' | 'groupIntervalSeconds' | 'watchdogSeconds' | 'severities'
  >;
  readonly watchdogAt: Date | null;
  /** when we listened */
  readonly watch: Watch;
  readonly receiver: string | null;
  /** its alerts that are open */
  readonly open: readonly Alert[];
  /** its alerts that are over, of the names that fire */
  readonly closed: readonly Alert[];
  /** of the last look */
  readonly findings: readonly Finding[];
  /** null = its Prometheus cannot be asked */
  readonly evaluated: Evaluated | null;
  /** of what that should evaluate for us */
  readonly own: OwnRules;
  /** null = Alertmanager cannot be asked; undefined = there is none to ask */
  readonly listed: readonly ListedAlert[] | null | undefined;
}

/** What comes of a look. */
export interface Reconciliation {
  /** they are over; `at`: since when, at the latest */
  readonly over: readonly { readonly alert: Alert; readonly at: Date }[];
  /** their end was told, and they fire; as of `evaluatedAt` */
  readonly refuted: readonly { readonly alert: Alert; readonly evaluatedAt: Date }[];
  /** their end was told, and nothing bears it out */
  readonly unconfirmed: readonly { readonly alert: Alert; readonly reason: UnconfirmedReason }[];
  /** found absent for the first time at an evaluation, or (null) there again */
  readonly marks: readonly { readonly alert: Alert; readonly absentAt: Date | null }[];
  readonly findings: readonly Finding[];
  /** they fire and were lost on the way: to be paged now */
  readonly late: readonly FiringAlert[];
}

/** Holds what a source told against what its Prometheus and its Alertmanager say. @param now of the database's clock */
export function reconcile(known: Reconciled, now: Date): Reconciliation {
  const { open, evaluated } = known;
  const ends = open.filter(isEnded).map((alert) => judgeEnd(alert, known, now));
  const others = open.filter((alert) => !isEnded(alert));
  const absences = evaluated ? others.map((alert) => judgeAbsence(alert, known, evaluated)) : [];
  const { findings, late } = evaluated
    ? lookFor(known, evaluated, now)
    : { findings: known.findings, late: [] };
  const verdicts = [...ends, ...absences];
  return {
    over: verdicts.flatMap((verdict) => (verdict.is === 'over' ? [verdict] : [])),
    refuted: verdicts.flatMap((verdict) => (verdict.is === 'refuted' ? [verdict] : [])),
    unconfirmed: verdicts.flatMap((verdict) => (verdict.is === 'unconfirmed' ? [verdict] : [])),
    marks: verdicts.flatMap((verdict) => (verdict.is === 'marked' ? [verdict] : [])),
    findings,
    late,
  };
}

type Verdict =
  | { readonly is: 'over'; readonly alert: Alert; readonly at: Date }
  | { readonly is: 'refuted'; readonly alert: Alert; readonly evaluatedAt: Date }
  | { readonly is: 'unconfirmed'; readonly alert: Alert; readonly reason: UnconfirmedReason }
  | { readonly is: 'marked'; readonly alert: Alert; readonly absentAt: Date | null }
  | { readonly is: 'same'; readonly alert: Alert };

/** Whether an end that was told is believed. */
function judgeEnd(alert: Alert, known: Reconciled, now: Date): Verdict {
  const at = alert.endTold ?? now;
  const { evaluated } = known;
  if (evaluated === null) return byWatchdog(alert, known, now);
  if (evaluated.of(alert.labels).length === 0) {
    const until = knownUntil(alert, evaluated, known.own);
    return until !== null && until >= at
      ? { is: 'over', alert, at }
      : { is: 'unconfirmed', alert, reason: 'not-evaluating' };
  }
  const evaluatedAt = evaluated.asOf(alert.name);
  const fires = evaluated.firing.some((one) => isSameAlert(one.labels, alert.labels));
  return fires && evaluatedAt !== null && evaluatedAt > at
    ? { is: 'refuted', alert, evaluatedAt }
    : { is: 'unconfirmed', alert, reason: 'still-firing' };
}

/**
 * Nobody can be asked: a heartbeat that still comes one interval later shows that rules are evaluated. Where somebody could be and does not
 * answer, it shows nothing: Watchdog is of a group of its own, and a server that is too slow misses evaluations of others.
 */
function byWatchdog(
  alert: Alert,
  { source: { prometheus, watchdogSeconds }, watchdogAt, watch }: Reconciled,
  now: Date,
): Verdict {
  const told = (alert.endToldAt ?? now).getTime();
  const at = alert.endTold ?? now;
  if (prometheus !== null) return { is: 'unconfirmed', alert, reason: 'unreachable' };
  if (watchdogSeconds === null) return { is: 'over', alert, at };
  const every = watchdogSeconds * 1000;
  const isHeard = watchdogAt !== null && watchdogAt.getTime() >= told + every;
  if (isHeard && now.getTime() >= told + 2 * every) return { is: 'over', alert, at };
  const awaited = { lastAt: new Date(told), intervalMs: every, patienceMs: 2 * every };
  const silent = !isHeard && isSilent(awaited, watch, now);
  return { is: 'unconfirmed', alert, reason: silent ? 'silent' : 'held' };
}

/** Whether one whose end nobody told is over: neither server knows it at two evaluations. */
function judgeAbsence(alert: Alert, known: Reconciled, evaluated: Evaluated): Verdict {
  const { listed } = known;
  const { absentAt } = alert;
  const successor = known.open.find(
    (one) =>
      one !== alert &&
      !one.fingerprint.startsWith(FOUND_PREFIX) &&
      isSameAlert(one.labels, alert.labels),
  );
  if (alert.fingerprint.startsWith(FOUND_PREFIX) && successor)
    return { is: 'over', alert, at: evaluated.at }; // told of by now, under its own name
  const isThere =
    evaluated.of(alert.labels).length > 0 ||
    listed?.some(
      (one) => one.fingerprint === alert.fingerprint || isSameAlert(one.labels, alert.labels),
    );
  if (isThere)
    return absentAt === null ? { is: 'same', alert } : { is: 'marked', alert, absentAt: null };
  const evaluatedAt = knownUntil(alert, evaluated, known.own);
  const { firingFrom } = alert;
  if (listed === null || evaluatedAt === null || (firingFrom && evaluatedAt <= firingFrom))
    return { is: 'same', alert };
  if (absentAt === null) return { is: 'marked', alert, absentAt: evaluatedAt };
  return evaluatedAt > absentAt ? { is: 'over', alert, at: evaluatedAt } : { is: 'same', alert };
}

/** What fires, and the source told nothing of. */
function lookFor(
  known: Reconciled,
  evaluated: Evaluated,
  now: Date,
): Pick<Reconciliation, 'findings' | 'late'> {
  const before = new Map(known.findings.map((finding) => [finding.digest, finding]));
  const findings: Finding[] = [];
  const late: FiringAlert[] = [];
  for (const alert of evaluated.firing) {
    const { labels } = alert;
    const severity = severityOf(labels['severity'], known.source.severities);
    if (alert.name === WATCHDOG || classOf(severity) === 'info') continue;
    if (known.open.some((one) => isSameAlert(one.labels, labels))) continue;
    const digest = fingerprintOf(labels);
    const found = whereItIs(alert, known);
    const last = before.get(digest);
    const since = last?.state === found.state ? last.since : now;
    const intervalMs = known.source.groupIntervalSeconds * 1000;
    const awaited = { lastAt: since, intervalMs, patienceMs: 2 * intervalMs };
    const isLate = wasWronglyOver(alert, known, evaluated) || isSilent(awaited, known.watch, now);
    if (found.state === 'waiting' && isLate) late.push(alert);
    else
      findings.push({
        digest,
        name: alert.name,
        labels,
        severity,
        activeAt: alert.activeAt,
        since,
        ...found,
      });
  }
  return { findings, late };
}

/**
 * Whether it was called over while it fired: by an evaluation after that end its condition has been true since before it. Nobody will tell of
 * it, as for its source it is the same occurrence, which was told of already.
 */
function wasWronglyOver(
  { name, labels, activeAt }: FiringAlert,
  { closed }: Reconciled,
  evaluated: Evaluated,
): boolean {
  const evaluatedAt = evaluated.asOf(name);
  return closed.some(
    ({ labels: own, closedUntil: end }) =>
      end !== null &&
      evaluatedAt !== null &&
      activeAt < end &&
      evaluatedAt > end &&
      isSameAlert(own, labels),
  );
}

/** Why nothing was told of an alert. */
function whereItIs(
  { labels }: FiringAlert,
  { listed, receiver, findings }: Reconciled,
): Pick<Finding, 'state' | 'reason'> {
  if (!listed) {
    // Silences are not known at this moment: what was suppressed is, as far as anybody knows.
    const last = findings.find((one) => isSameAlert(one.labels, labels));
    return last && last.state !== 'waiting' ? last : { state: 'waiting', reason: null };
  }
  const same = listed.filter((one) => isSameAlert(one.labels, labels));
  const [first] = same;
  const suppressed = same.find(({ suppressedBy }) => suppressedBy !== null);
  if (suppressed) return { state: 'suppressed', reason: suppressed.suppressedBy };
  const isOurs =
    !first || receiver === null || same.some(({ receivers }) => receivers.includes(receiver));
  return isOurs
    ? { state: 'waiting', reason: null }
    : { state: 'elsewhere', reason: first.receivers.join(', ') };
}
