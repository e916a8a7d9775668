import type { Change } from '../../catalog/domain/change.js';
import { sloChanged, sloDeleted } from './slo-events.js';
import type { Slo } from './slo.js';

/** What is to be said of a write of an SLO, by what was there before and what is there after it (null = nothing). */
export function sloChange(before: Slo | null, after: Slo | null): Change {
  const slo = after ?? before;
  if (!slo) throw new Error('a change needs a before or an after');
  const { id, slug, territory } = slo;
  return {
    entries: [
      {
        action: `slo.${before ? (after ? 'changed' : 'deleted') : 'created'}`,
        target: { kind: 'slo', id, name: slug },
        territory,
        before: before?.document ?? null,
        after: after?.document ?? null,
      },
    ],
    events: [(after ? sloChanged : sloDeleted).of([slug], territory)],
  };
}
