import { declareEvent, type Audience } from '../../platform/kernel/event.js';

const readers: Audience = { permission: 'slo:read', refetch: ['/slos', '/subjects'] };

export const sloChanged = declareEvent({
  name: 'slo.changed',
  summary: 'An SLO was created or changed.',
  ids: 'slugs of SLOs',
  audience: readers,
});

export const sloDeleted = declareEvent({
  name: 'slo.deleted',
  summary: 'An SLO was taken out of use.',
  ids: 'slugs of SLOs',
  audience: { ...readers, as: 'slo.changed' },
});

export const sloReadings = declareEvent({
  name: 'slo.readings',
  summary: 'SLOs have new readings: budget, burn rate, coverage.',
  ids: 'slugs of SLOs',
  audience: { permission: 'slo:read', refetch: ['/slos'] },
});
