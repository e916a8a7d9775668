import type { UnconfirmedReason } from '#contract';
import { isAllEnded, isOpenIncident, type Incident } from './incident.js';
import type { TimelineEntry } from './timeline.js';

/** An incident, and what its timeline says of its end. */
export interface Doubted {
  readonly incident: Incident;
  readonly said: readonly Pick<TimelineEntry, 'kind' | 'data'>[];
}

/**
 * What becomes of an incident whose end was told and is not believed.
 * @param open what holds it open now
 * @param reason why its end is not believed; null where it turned out to be wrong
 * @returns null when nothing changes
 */
export function doubted(
  incident: Incident,
  open: Pick<Incident, 'firing' | 'folded' | 'ended'>,
  reason: UnconfirmedReason | null,
  now: Date,
): Doubted | null {
  if (!isOpenIncident(incident)) return null;
  const before = incident.unconfirmed;
  const isHeld = reason !== null && isAllEnded(open);
  const unconfirmed = isHeld ? { since: before?.since ?? now, reason } : null;
  const isSame = unconfirmed?.reason === before?.reason && open.ended === incident.ended;
  if (isSame) return null;
  const said = unconfirmed
    ? unconfirmed.reason === before?.reason
      ? []
      : [{ kind: 'resolution.unconfirmed', data: { reason: unconfirmed.reason } }]
    : before
      ? [{ kind: 'resolution.refuted', data: {} }]
      : [];
  const version = incident.version + 1;
  return { incident: { ...incident, ...open, unconfirmed, version, updatedAt: now }, said };
}
