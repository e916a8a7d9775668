import type { HasteRefusal } from '#contract';
import { isOpenIncident, presentSnooze, type Incident } from '../../incidents/domain/incident.js';

/** What decides whether the next step may begin at once. */
export interface Hastened extends Pick<Incident, 'state' | 'class' | 'snooze'> {
  /** whether its newest run has a policy, or one would be found for a new run */
  readonly isServed: boolean;
  /** whether maintenance keeps people from being paged about it */
  readonly isHeld: boolean;
}

/**
 * Why the next step of an escalation cannot be had begin at once. Whoever offers it asks the same.
 * @returns null where it can
 */
export function hasteRefusal(incident: Hastened): HasteRefusal | null {
  if (!isOpenIncident(incident)) return 'resolved-already';
  if (incident.class !== 'page') return 'pages-nobody';
  if (presentSnooze(incident) !== null) return 'snoozed';
  if (incident.isHeld) return 'maintenance';
  return incident.isServed ? null : 'pages-nobody';
}
