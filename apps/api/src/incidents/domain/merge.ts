import { invalid, conflict } from '../../platform/kernel/domain-error.js';
import type { EventType } from '../../platform/kernel/event.js';
import type { Actor } from '../../platform/kernel/scope.js';
import {
  incidentChanged,
  incidentReopened,
  incidentResolved,
  incidentUnacknowledged,
} from './incident-events.js';
import {
  isOpenIncident,
  nameOf,
  originOf,
  presentAcknowledgement,
  presentSnooze,
  type Incident,
  type Transition,
} from './incident.js';
import { worstOf } from './severity.js';
import { unsnoozed } from './snooze.js';
import type { TimelineEntry } from './timeline.js';
import { next, quieted, unacknowledged, withoutSnooze } from './transitions.js';

/** What holds an incident open. */
type Counts = Pick<Incident, 'firing' | 'folded' | 'ended'>;
type Said = Pick<TimelineEntry, 'kind' | 'data'>;

/** What becomes of the incident on the other side, and what is said of it. */
export interface OtherSide {
  readonly incident: Incident;
  readonly said: readonly Said[];
  readonly events: readonly EventType[];
}

const NONE: Counts = { firing: 0, folded: 0, ended: 0 };

/**
 * It turns out to be an older one: it is over, and its alerts count there.
 * @returns null when it is merged into that one already
 * @throws DomainError `validation-failed` for a pair that cannot be one, `conflict` when either is over
 */
export function merged(
  incident: Incident,
  into: Incident,
  by: Actor,
  now: Date,
): Transition | null {
  if (incident.mergedInto === into.id) return null;
  const wrong = mismatch(incident, into);
  if (wrong !== null) throw invalid([{ path: 'into', code: 'not-mergeable', message: wrong }]);
  refuseOver(incident, into);
  return {
    incident: next(incident, now, {
      ...NONE,
      state: 'resolved',
      resolvedAt: now,
      resolvedBy: by,
      automatic: false,
      quietUntil: null,
      unconfirmed: null,
      snooze: withoutSnooze(incident, now),
      mergedInto: into.id,
    }),
    kind: 'merged',
    event: incidentResolved,
  };
}

function refuseOver(...incidents: readonly Incident[]): void {
  for (const one of incidents)
    if (!isOpenIncident(one))
      throw conflict(
        'resolved-already',
        `${nameOf(one)} is resolved. Only open incidents are merged.`,
      );
}

/** Why two incidents cannot be one; null when they can. */
function mismatch(incident: Incident, into: Incident): string | null {
  const [name, other] = [nameOf(incident), nameOf(into)];
  if (incident.id === into.id) return 'an incident cannot be merged into itself.';
  if (incident.class !== into.class)
    return `${other} is of class ${into.class}, ${name} of class ${incident.class}.`;
  if (incident.territory !== into.territory)
    return `${other} lies in ${into.territory}, ${name} in ${incident.territory}.`;
  // As long as it is silent nothing else is to be over, or to be paged about under another title.
  for (const one of [incident, into])
    if (isSilence(one))
      return `${nameOf(one)} is about a silence that Leitstand sees itself, not about alerts: it stays by itself.`;
  if (incident.number < into.number)
    return `${other} is younger than ${name}: merge it into the older one.`;
  return null;
}

function isSilence(incident: Incident): boolean {
  const origin = originOf(incident);
  return origin === 'heartbeat' || origin === 'source';
}

/**
 * The older one takes the alerts in. What nobody has and nobody snoozed is nobody's there, either: people are paged.
 * @param counts what holds it open now
 */
export function absorbed(into: Incident, incident: Incident, counts: Counts, now: Date): OtherSide {
  const severity = worstOf([into.severity, incident.severity]) ?? into.severity;
  const grown: Incident = { ...into, ...counts, severity };
  const isNobodys = incident.state === 'triggered' && presentSnooze(incident) === null;
  const turn = isNobodys
    ? (unsnoozed(grown, now) ??
      (grown.state === 'acknowledged' ? unacknowledged(grown, now) : null))
    : null;
  const because = turn?.event === incidentUnacknowledged ? 'merged' : 'alert';
  return {
    incident: turn?.incident ?? next(grown, now, {}),
    said: [
      { kind: 'absorbed', data: { incident: nameOf(incident) } },
      ...(severity === into.severity
        ? []
        : [{ kind: 'severity.raised', data: { from: into.severity, to: severity } }]),
      ...(turn ? [{ kind: turn.kind, data: { because } }] : []),
    ],
    events: [turn?.event ?? incidentChanged],
  };
}

/**
 * Whether an incident can be taken back out of another one, before anything is moved.
 * @returns false when it is not merged into that one
 * @throws DomainError `conflict` when the other one is over
 */
export function isUnmergeable(incident: Incident, into: Incident): boolean {
  if (incident.mergedInto !== into.id) return false;
  refuseOver(into);
  return true;
}

/**
 * It is an incident of its own after all: open again, whoever had it; over, where its alerts ended meanwhile. Only of one that
 * `isUnmergeable`.
 * @param counts what holds it open
 */
export function unmerged(incident: Incident, counts: Counts, now: Date): Transition {
  const kind = 'unmerged';
  if (incident.source !== null && counts.firing + counts.folded === 0)
    return {
      incident: next(incident, now, { ...counts, automatic: true, mergedInto: null }),
      kind,
      event: incidentChanged,
    };
  const isTaken = presentAcknowledgement(incident).acknowledgedAt !== null;
  return {
    incident: next(incident, now, {
      ...counts,
      ...(isTaken
        ? { state: 'acknowledged' }
        : { state: 'triggered', triggeredAt: now, acknowledgedAt: null, acknowledgedBy: null }),
      resolvedAt: null,
      resolvedBy: null,
      automatic: null,
      mergedInto: null,
    }),
    kind,
    event: incidentReopened,
  };
}

/** The older one without the alerts of the other, which is over where it has none of its own that fires. */
export function released(
  into: Incident,
  incident: Incident,
  counts: Counts,
  by: Actor,
  now: Date,
): OtherSide {
  const said: Said = { kind: 'released', data: { incident: nameOf(incident) } };
  const rest: Incident = { ...into, ...counts };
  const hadAlerts = into.firing + into.folded > 0;
  const quiet = hadAlerts && counts.firing + counts.folded === 0 ? quieted(rest, by, now) : null;
  if (!quiet) return { incident: next(rest, now, {}), said: [said], events: [incidentChanged] };
  const { quietUntil: until } = quiet.incident;
  return {
    incident: quiet.incident,
    said: [said, { kind: quiet.kind, data: { automatic: true, until } }],
    events: [quiet.event ?? incidentChanged],
  };
}
