import type { EventType } from '../../platform/kernel/event.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { Alert } from './alert.js';
import {
  incidentChanged,
  incidentReopened,
  incidentResolved,
  incidentTriggered,
} from './incident-events.js';
import { isAllEnded, type Incident } from './incident.js';
import type { AlertOrigin, IncidentWork } from './intake.js';
import { snoozeEndBy, unsnoozed } from './snooze.js';
import type { TimelineEntry } from './timeline.js';
import { givenUp, quieted } from './transitions.js';

/** An incident after a delivery, and what is said of it. */
export interface IncidentOutcome {
  readonly incident: Incident;
  readonly entries: readonly TimelineEntry[];
  readonly events: readonly EventType[];
}

/** As many alerts are named in one entry. */
const NAMED = 10;

/**
 * What a delivery leaves of an incident.
 * @param open what holds it open now
 * @returns null when nothing changed
 */
export function outcomeOf(
  work: IncidentWork,
  open: Pick<Incident, 'firing' | 'folded' | 'ended'>,
  { by, origin }: { readonly by: Actor; readonly origin: AlertOrigin },
  now: Date,
): IncidentOutcome | null {
  const { before, birth } = work;
  const said = entriesOf(work).map((one) => withOrigin(one, origin));
  const events: EventType[] = [];
  if (birth === 'triggered') events.push(incidentTriggered);
  if (work.reopened) events.push(incidentReopened);
  let incident: Incident = { ...work.incident, ...open };
  const relabelled = isRelabelled(work);
  const end = snoozeEndBy(before, {
    severity: incident.severity,
    newcomers: relabelled ? 0 : work.newcomers,
  });
  const woken = end === null ? null : unsnoozed(incident, now);
  if (woken) {
    incident = { ...woken.incident, version: incident.version };
    said.push({ kind: woken.kind, data: { because: end } });
    events.push(woken.event);
  }
  if (!isAllEnded(open)) incident = { ...incident, unconfirmed: null };
  if (open.firing + open.folded === 0 && work.resolved.length > 0) {
    const automatic = origin !== 'given-up';
    const quiet = automatic ? quieted(incident, by, now) : givenUp(incident, by, now);
    if (quiet) {
      incident = quiet.incident;
      said.push({ kind: quiet.kind, data: { automatic, until: incident.quietUntil } });
      if (quiet.event) events.push(incidentResolved);
    }
  }
  const counted = (['firing', 'folded', 'ended'] as const).some((n) => open[n] !== before[n]);
  if (said.length === 0 && !counted) return null;
  const version =
    birth === 'none' && incident.version === before.version ? before.version + 1 : incident.version;
  return {
    incident: { ...incident, version, updatedAt: now },
    entries: said.map(({ kind, data }) => ({ kind, actor: by, data })),
    events: events.length > 0 ? events : [incidentChanged],
  };
}

const ORIGIN: Readonly<Record<AlertOrigin, object>> = {
  told: {},
  reconciled: { reconciled: true },
  'given-up': { givenUp: true },
};

/** What nobody told is said to be found, or given up. */
function withOrigin(one: Said, origin: AlertOrigin): Said {
  return { ...one, data: { ...one.data, ...ORIGIN[origin] } };
}

/** Whether the same alerts fire on, under other owners. */
function isRelabelled({ birth, reopened, resolved, fired }: IncidentWork): boolean {
  return birth === 'none' && !reopened && areSameRelabelled(resolved, fired);
}

type Said = Pick<TimelineEntry, 'kind' | 'data'>;

function entriesOf(work: IncidentWork): Said[] {
  const { incident, before, birth, fired, resolved, missed, retold } = work;
  const { title, severity, subject, slo, source } = incident;
  const about = { title, class: incident.class, severity, subject, slo, source };
  const relabelled = isRelabelled(work);
  const said: Said[] = [];
  if (birth === 'triggered') said.push({ kind: 'triggered', data: { ...about, ...named(fired) } });
  else if (birth === 'recorded')
    said.push({ kind: 'recorded', data: { ...about, ...named(missed) } });
  else {
    if (work.reopened) said.push({ kind: 'reopened', data: { automatic: true, ...named(fired) } });
    else if (relabelled) said.push({ kind: 'alerts.relabelled', data: named(fired) });
    else if (fired.length > 0) said.push({ kind: 'alerts.fired', data: named(fired) });
    if (missed.length > 0) said.push({ kind: 'alerts.missed', data: named(missed) });
    if (severity !== before.severity)
      said.push({ kind: 'severity.raised', data: { from: before.severity, to: severity } });
  }
  if (resolved.length > 0 && !relabelled)
    said.push({ kind: 'alerts.resolved', data: named(resolved) });
  for (const { alert, from } of retold)
    said.push({ kind: 'alert.retold', data: { name: alert.name, from, to: alert.summary } });
  return said;
}

/** Labels that say whose an alert is and where, which the catalog may change while it fires. */
const OWNERS = new Set(['service', 'team', 'territory']);

const identityOf = ({ labels }: Alert): string =>
  JSON.stringify(
    Object.entries(labels)
      .filter(([name]) => !OWNERS.has(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Whether the alerts that ended are those that fire now, under other owners: one change of labels, no news. */
function areSameRelabelled(ended: readonly Alert[], fired: readonly Alert[]): boolean {
  const keys = (alerts: readonly Alert[]) => alerts.map(identityOf).toSorted().join('\n');
  return ended.length > 0 && keys(ended) === keys(fired);
}

function named(alerts: readonly Alert[]) {
  const shown = alerts.slice(0, NAMED).map((alert) => ({
    name: alert.name,
    summary: alert.summary,
    fingerprint: alert.fingerprint,
    startsAt: alert.toldStart,
    ...(alert.folded > 0 ? { folded: alert.folded } : {}),
    ...(alert.outside ? { outside: alert.labels['territory'] ?? '' } : {}),
  }));
  return { count: alerts.length, alerts: shown };
}
