import { SNOOZE_LIMITS } from '#contract';
import { invalid, conflict } from '../../platform/kernel/domain-error.js';
import type { Actor } from '../../platform/kernel/scope.js';
import { incidentSnoozed, incidentUnsnoozed } from './incident-events.js';
import {
  isOpenIncident,
  nameOf,
  presentSnooze,
  type Incident,
  type Transition,
} from './incident.js';
import { next, withoutSnooze } from './transitions.js';

const MINUTE_MS = 60_000;

/** What ended a snooze: its time was up, somebody took it back, it got worse, or another alert fires. */
export type SnoozeEnd = 'time' | 'taken-back' | 'severity' | 'alert';

/**
 * Nobody is paged about it until an instant, whoever has it.
 * @returns null when it sleeps until then already
 * @throws DomainError `conflict` when it is over, `validation-failed` for a time that is too near or too far
 */
export function snoozed(incident: Incident, by: Actor, until: Date, now: Date): Transition | null {
  if (!isOpenIncident(incident))
    throw conflict(
      'resolved-already',
      `${nameOf(incident)} is resolved. There is nothing to snooze.`,
    );
  if (presentSnooze(incident)?.until.getTime() === until.getTime()) return null;
  const minutes = (until.getTime() - now.getTime()) / MINUTE_MS;
  const { shortestMinutes, longestMinutes } = SNOOZE_LIMITS;
  if (minutes < shortestMinutes || minutes > longestMinutes)
    throw invalid([
      {
        path: 'until',
        code: 'snooze-length',
        message: `must be ${shortestMinutes} minutes to ${longestMinutes / 60} hours from now.`,
      },
    ]);
  return {
    incident: next(incident, now, { snooze: { at: now, until, by, endedAt: null } }),
    kind: 'snoozed',
    event: incidentSnoozed,
  };
}

/**
 * Why what alerts did ends the snooze of an incident: who snoozed it knew of another state of affairs.
 * @param before as it was
 * @param after its severity, and how many alerts fire that were not of it
 * @returns null when it does not sleep, or sleeps on
 */
export function snoozeEndBy(
  before: Pick<Incident, 'snooze' | 'severity'>,
  { severity, newcomers }: Pick<Incident, 'severity'> & { readonly newcomers: number },
): SnoozeEnd | null {
  if (presentSnooze(before) === null) return null;
  if (severity !== before.severity) return 'severity';
  return newcomers > 0 ? 'alert' : null;
}

/**
 * It sleeps no more: nobody has it, and people are paged again, whoever snoozed it first.
 * @returns null when it does not sleep
 */
export function unsnoozed(incident: Incident, now: Date): Transition | null {
  if (!isOpenIncident(incident) || presentSnooze(incident) === null) return null;
  return {
    incident: next(incident, now, {
      state: 'triggered',
      acknowledgedAt: null,
      acknowledgedBy: null,
      snooze: withoutSnooze(incident, now),
    }),
    kind: 'unsnoozed',
    event: incidentUnsnoozed,
  };
}
