import type { Permission } from '#contract';
import { declareEvent } from '../../platform/kernel/event.js';

/** The two events of one noun of the catalog; on screens a deletion is a change. */
function changedAndDeleted<const Noun extends 'subject' | 'team' | 'environment'>(
  noun: Noun,
  refetch: readonly string[],
) {
  const permission: Permission = `${noun}:read`;
  const ids = `slugs of ${noun}s`;
  return {
    changed: declareEvent({
      name: `${noun}.changed` as const,
      summary: `A ${noun} was created or changed.`.replace('A e', 'An e'),
      ids,
      audience: { permission, refetch },
    }),
    deleted: declareEvent({
      name: `${noun}.deleted` as const,
      summary: `A ${noun} was deleted.`.replace('A e', 'An e'),
      ids,
      audience: { permission, refetch, as: `${noun}.changed` },
    }),
  };
}

/** Events of the catalog, by noun. */
export const CATALOG_EVENTS = {
  subject: changedAndDeleted('subject', ['/subjects', '/slos', '/teams']),
  team: changedAndDeleted('team', ['/teams', '/subjects']),
  environment: changedAndDeleted('environment', ['/environments']),
};
