import { conflict, DomainError } from '../../platform/kernel/domain-error.js';
import type { Actor } from '../../platform/kernel/scope.js';
import {
  incidentAcknowledged,
  incidentReopened,
  incidentResolved,
  incidentUnacknowledged,
} from './incident-events.js';
import {
  isFlapping,
  isOpenIncident,
  lately,
  nameOf,
  type Incident,
  type Snooze,
  type Transition,
} from './incident.js';

const QUIET_MS = 15 * 60_000;
const NAMED_ALERTS = 5;

/** An incident after a change. */
export function next(incident: Incident, now: Date, change: Partial<Incident>): Incident {
  return { ...incident, ...change, version: incident.version + 1, updatedAt: now };
}

/** The snooze of an incident, which holds no more. */
export function withoutSnooze({ snooze }: Pick<Incident, 'snooze'>, now: Date): Snooze | null {
  return snooze === null || snooze.endedAt !== null ? snooze : { ...snooze, endedAt: now };
}

/**
 * Somebody takes it on. The first one counts.
 * @returns null when there is nothing to take: somebody has, or it is over
 */
export function acknowledged(incident: Incident, by: Actor, now: Date): Transition | null {
  if (incident.state !== 'triggered') return null;
  return {
    incident: next(incident, now, {
      state: 'acknowledged',
      acknowledgedAt: now,
      acknowledgedBy: by,
      snooze: withoutSnooze(incident, now),
    }),
    kind: 'acknowledged',
    event: incidentAcknowledged,
  };
}

/**
 * Nobody is on it any more.
 * @returns null when nobody was
 * @throws DomainError `conflict` when it is over
 */
export function unacknowledged(incident: Incident, now: Date): Transition | null {
  if (incident.state === 'resolved')
    throw conflict(
      'resolved-already',
      `${nameOf(incident)} is resolved. Reopen it if it is not over.`,
    );
  if (incident.state === 'triggered') return null;
  return {
    incident: next(incident, now, {
      state: 'triggered',
      acknowledgedAt: null,
      acknowledgedBy: null,
      snooze: withoutSnooze(incident, now),
    }),
    kind: 'unacknowledged',
    event: incidentUnacknowledged,
  };
}

/**
 * Somebody says that it is over.
 * @param firing what its alerts that fire are called
 * @param despiteFiring whether they know that: these alerts page no more, others begin another incident
 * @returns null when it is over already
 * @throws DomainError `conflict` that names what fires
 */
export function resolvedBy(
  incident: Incident,
  by: Actor,
  firing: readonly string[],
  despiteFiring: boolean,
  now: Date,
): Transition | null {
  if (!isOpenIncident(incident)) return null;
  if (firing.length > 0 && !despiteFiring) {
    const rest = firing.length - NAMED_ALERTS;
    const named = firing.slice(0, NAMED_ALERTS).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
    const message = `Alerts of ${nameOf(incident)} still fire: ${named}.`;
    const needed = 'has to be said if these alerts shall page no more';
    throw new DomainError('conflict', message, [
      { path: 'despiteFiring', code: 'still-firing', message: needed },
    ]);
  }
  return over(incident, by, false, now);
}

/** Somebody gave up what held it open. @returns null when nothing changes: people declared it, or it is over */
export function givenUp(incident: Incident, by: Actor, now: Date): Transition | null {
  return isOpenIncident(incident) && incident.source !== null
    ? over(incident, by, false, now)
    : null;
}

/**
 * None of its alerts fires any more. One that flaps has to be quiet for 15 minutes first.
 * @returns null when nothing changes: people declared it, it is over, or its time of quiet has begun
 */
export function quieted(incident: Incident, by: Actor, now: Date): Quieted | null {
  if (!isOpenIncident(incident) || incident.source === null) return null;
  const { quietUntil } = incident;
  if (quietUntil === null && isFlapping(incident, now)) {
    const until = new Date(now.getTime() + QUIET_MS);
    return { incident: next(incident, now, { quietUntil: until }), kind: 'flapping', event: null };
  }
  return quietUntil === null || quietUntil <= now ? over(incident, by, true, now) : null;
}

/** What quiet makes of an incident: over, or waiting, of which nobody downstream has to hear. */
export type Quieted = Transition | (Omit<Transition, 'event'> & { readonly event: null });

/** An alert of it fires again while it waits for quiet. @returns itself when it does not wait */
export function disturbed(incident: Incident, now: Date): Incident {
  return incident.quietUntil === null ? incident : next(incident, now, { quietUntil: null });
}

function over(incident: Incident, by: Actor, automatic: boolean, now: Date): Transition {
  return {
    incident: next(incident, now, {
      state: 'resolved',
      resolvedAt: now,
      resolvedBy: by,
      automatic,
      quietUntil: null,
      unconfirmed: null,
      snooze: withoutSnooze(incident, now),
    }),
    kind: 'resolved',
    event: incidentResolved,
  };
}

/**
 * It is not over after all.
 * @param byItself its alerts fire again; counted, since one that goes off and on is not over when it is quiet
 * @returns null when it is open
 * @throws DomainError `conflict` when it is over since it was another one
 */
export function reopened(incident: Incident, byItself: boolean, now: Date): Transition | null {
  if (isOpenIncident(incident)) return null;
  if (incident.mergedInto !== null)
    throw conflict(
      'merged-away',
      `${nameOf(incident)} was merged into another incident. Take that back if it is one of its own.`,
    );
  const remembered = lately(incident.reopenings, now);
  return {
    incident: next(incident, now, {
      state: 'triggered',
      triggeredAt: now,
      resolvedAt: null,
      resolvedBy: null,
      automatic: null,
      quietUntil: null,
      reopenings: byItself ? [...remembered, now] : remembered,
    }),
    kind: 'reopened',
    event: incidentReopened,
  };
}
