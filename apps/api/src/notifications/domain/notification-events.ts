import { declareEvent } from '../../platform/kernel/event.js';

/** Wakes whoever sends. */
export const notificationQueued = declareEvent({
  name: 'notification.queued',
  summary: 'Somebody is to be told of a topic.',
  ids: 'ids of topics',
  audience: null,
});

/** For the rooms whose topics they are: what screens ask for again is theirs to say. */
export const notificationChanged = declareEvent({
  name: 'notification.changed',
  summary: 'Notifications of a topic were taken by a server, refused, put off or cancelled.',
  ids: 'ids of topics',
  audience: null,
});
