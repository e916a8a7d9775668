import { declareEvent } from '../../platform/kernel/event.js';

const audience = {
  permission: 'schedule:read',
  refetch: ['/schedules', '/on-call', '/escalation-policies', '/reach'],
} as const;

export const scheduleChanged = declareEvent({
  name: 'schedule.changed',
  summary: 'A schedule was created or changed, or somebody stands in on it.',
  ids: 'slugs of schedules',
  audience,
});

/** On screens a deletion is a change. */
const scheduleDeleted = declareEvent({
  name: 'schedule.deleted',
  summary: 'A schedule was deleted.',
  ids: 'slugs of schedules',
  audience: { ...audience, as: scheduleChanged.name },
});

export const feedChanged = declareEvent({
  name: 'feed.changed',
  summary: 'Somebody made a calendar of shifts for themselves, or ended one.',
  ids: 'ids of people',
  audience: { permission: 'self:read', personal: true, refetch: ['/me/feeds'] },
});

export const SCHEDULE_EVENTS = { changed: scheduleChanged, deleted: scheduleDeleted };
