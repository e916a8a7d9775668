import { INCIDENT_SEVERITIES } from '#contract';
import { isEnded, isOpen } from './alert-state.js';
import type { Alert } from './alert.js';

/** What the urgency of an alert follows from. */
export type Urgent = Pick<
  Alert,
  | 'incidentId'
  | 'severity'
  | 'firingFrom'
  | 'closedUntil'
  | 'endTold'
  | 'annotations'
  | 'toldStart'
  | 'fingerprint'
>;

/**
 * Alerts as people are to see to them: those that hold the incident open first; the worst, before those that their source calls over; then what
 * burns fastest, by the rate told last; then the youngest.
 */
export function byUrgency<A extends Urgent>(alerts: readonly A[], incidentId: string): A[] {
  const ranks = new Map(alerts.map((alert) => [alert, rankOf(alert, incidentId)]));
  return alerts.toSorted((a, b) => compare(ranks.get(a) ?? [], ranks.get(b) ?? []));
}

function rankOf(alert: Urgent, incidentId: string): (number | string)[] {
  const firing = isOpen(alert) && alert.incidentId === incidentId;
  return [
    firing ? 0 : 1,
    INCIDENT_SEVERITIES.indexOf(alert.severity),
    isEnded(alert) ? 1 : 0,
    -burnOf(alert),
    -alert.toldStart.getTime(),
    alert.fingerprint,
  ];
}

/** How many times as fast as allowed a budget was spent when our alert was told last; 0 where it does not say. */
function burnOf({ annotations }: Pick<Urgent, 'annotations'>): number {
  return Number(/(\d+(?:\.\d+)?) times as fast/.exec(annotations['description'] ?? '')?.[1] ?? 0);
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((value, n) => value !== b[n]);
  const [left = 0, right = 0] = [a[at], b[at]];
  return left < right ? -1 : left > right ? 1 : 0;
}
