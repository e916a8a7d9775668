import { declareEvent } from '../../platform/kernel/event.js';

const readers = { permission: 'incident:read', refetch: ['/incidents'] } as const;
const ids = 'ids of incidents';

/** Anything else of an incident: its alerts, a note, its timeline. */
export const incidentChanged = declareEvent({
  name: 'incident.changed',
  summary:
    'An incident was triggered, acknowledged, resolved, reopened, or there is more to read of it.',
  ids,
  audience: readers,
});

const shownAsChanged = { ...readers, as: incidentChanged.name };

export const incidentTriggered = declareEvent({
  name: 'incident.triggered',
  summary: 'An incident began, and nobody has acknowledged it.',
  ids,
  audience: shownAsChanged,
});

export const incidentAcknowledged = declareEvent({
  name: 'incident.acknowledged',
  summary: 'Somebody took an incident on.',
  ids,
  audience: shownAsChanged,
});

export const incidentUnacknowledged = declareEvent({
  name: 'incident.unacknowledged',
  summary: 'Nobody is on an incident any more.',
  ids,
  audience: shownAsChanged,
});

export const incidentSnoozed = declareEvent({
  name: 'incident.snoozed',
  summary: 'Nobody is paged about an incident for a time.',
  ids,
  audience: shownAsChanged,
});

export const incidentUnsnoozed = declareEvent({
  name: 'incident.unsnoozed',
  summary: 'An incident sleeps no more: people are paged about it again.',
  ids,
  audience: shownAsChanged,
});

export const incidentResolved = declareEvent({
  name: 'incident.resolved',
  summary: 'An incident is over.',
  ids,
  audience: shownAsChanged,
});

export const incidentReopened = declareEvent({
  name: 'incident.reopened',
  summary: 'An incident that was resolved is open again.',
  ids,
  audience: shownAsChanged,
});

export const reviewChanged = declareEvent({
  name: 'review.changed',
  summary: 'The review of an incident was begun, written on, handed in or published.',
  ids,
  audience: { permission: 'incident:read', refetch: ['/incidents', '/reviews'] },
});

export const actionItemChanged = declareEvent({
  name: 'action-item.changed',
  summary: 'Something that is to be done after an incident was written down or changed.',
  ids: 'ids of action items',
  audience: { permission: 'incident:read', refetch: ['/action-items'] },
});

export const sourceChanged = declareEvent({
  name: 'source.changed',
  summary:
    'A source of alerts or a heartbeat was created, changed or deleted, or got another token.',
  ids: 'slugs of sources and heartbeats',
  audience: { permission: 'source:read', refetch: ['/sources', '/heartbeats'] },
});

/** A deleted source is a changed one. */
export const SOURCE_EVENTS = { changed: sourceChanged, deleted: sourceChanged };

export const maintenanceChanged = declareEvent({
  name: 'maintenance.changed',
  summary: 'A maintenance window was created, changed or deleted, or it began or ended.',
  ids: 'slugs of maintenance windows',
  audience: { permission: 'maintenance:read', refetch: ['/maintenance-windows', '/incidents'] },
});

/** A deleted window is a changed one. */
export const MAINTENANCE_EVENTS = { changed: maintenanceChanged, deleted: maintenanceChanged };
