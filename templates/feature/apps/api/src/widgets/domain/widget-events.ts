import { declareEvent } from '../../platform/kernel/event.js';

const audience = { permission: 'widget:read', refetch: ['/widgets'] } as const;

export const widgetChanged = declareEvent({
  name: 'widget.changed',
  summary: 'A widget was created, changed, ended or deleted.',
  ids: 'slugs of widgets',
  audience,
});

/** On screens a deletion is a change. */
const widgetDeleted = declareEvent({
  name: 'widget.deleted',
  summary: 'A widget was deleted.',
  ids: 'slugs of widgets',
  audience: { ...audience, as: widgetChanged.name },
});

export const WIDGET_EVENTS = { changed: widgetChanged, deleted: widgetDeleted };
