import { declareEvent } from '../kernel/event.js';

/** Not of the outbox: each process sees for itself how its servers are doing, and tells its own streams. */
export const statusChanged = declareEvent({
  name: 'status.changed',
  summary: 'The state of a server or of background work changed.',
  ids: 'none',
  audience: { permission: 'self:read', withIds: false, refetch: ['/status'] },
});
