import { INCIDENT_CLASSES, INCIDENT_SEVERITIES } from '#contract';
import type { Incident } from '../contract.js';

/** Whether Leitstand noticed it without an alert, as a heartbeat that is late; nobody declared it. */
export function isSelfRaised({ source, rule }: Pick<Incident, 'source' | 'rule'>): boolean {
  return source !== null && rule === null;
}

/** Whether it is about a silence that Leitstand sees itself, of a heartbeat or a source: such a one stays by itself. */
export function isSilence({ origin }: Pick<Incident, 'origin'>): boolean {
  return origin === 'heartbeat' || origin === 'source';
}

type Urgent = Pick<Incident, 'number' | 'class' | 'severity' | 'state' | 'snooze'>;

/** By what one incident comes before another, each lowest first. */
const placeOf = ({ number, class: cls, severity, state, snooze }: Urgent): number[] => [
  INCIDENT_CLASSES.indexOf(cls),
  state === 'triggered' && snooze === null ? 0 : 1,
  INCIDENT_SEVERITIES.indexOf(severity),
  -number,
];

/**
 * Open incidents, what needs somebody first: what wakes people before what does not, what nobody is on before what somebody has or what
 * sleeps, then the worst, then the newest. No two have one place, so that nothing moves while lists are fetched anew.
 */
export function byUrgency<T extends Urgent>(incidents: readonly T[]): T[] {
  const places = new Map(incidents.map((one) => [one, placeOf(one)]));
  return incidents.toSorted((a, b) => {
    const [left = [], right = []] = [places.get(a), places.get(b)];
    return left.map((value, at) => value - (right[at] ?? 0)).find((gap) => gap !== 0) ?? 0;
  });
}
