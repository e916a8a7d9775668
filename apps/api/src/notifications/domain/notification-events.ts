import { declareEvent, type DomainEvent } from '../../platform/kernel/event.js';

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

export const contactMethodChanged = declareEvent({
  name: 'contact-method.changed',
  summary: 'Somebody changed a way to reach them, or tried one.',
  ids: 'ids of people',
  audience: { permission: 'self:read', personal: true, refetch: ['/me/methods'] },
});

export const ownPageChanged = declareEvent({
  name: 'own-page.changed',
  summary: 'Somebody is being paged, or is not any more.',
  ids: 'ids of people',
  audience: { permission: 'self:read', personal: true, refetch: ['/me/pages'] },
});

/** What is told of a notification that went on: screens of one account, or the room whose topic it is. */
export function changeOf(notification: {
  readonly topicId: string;
  readonly userId: string;
  readonly territory: string | null;
}): DomainEvent {
  const { topicId, userId, territory } = notification;
  return territory === null
    ? contactMethodChanged.of([userId], null)
    : notificationChanged.of([topicId], territory);
}

/** The same of several: one event for all that the same people hear of. */
export function changesOf(notifications: readonly Parameters<typeof changeOf>[0][]): DomainEvent[] {
  const changes = notifications.map(changeOf);
  const alike = Map.groupBy(
    changes,
    ({ declaration, territory }) => `${declaration.name} ${territory}`,
  );
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, ids: [...new Set(same.flatMap(({ ids }) => ids))] }] : [];
  });
}
