import { declareEvent } from '../../platform/kernel/event.js';

export const accessChanged = declareEvent({
  name: 'access.changed',
  summary: 'Something changed about people, roles, invitations, tokens or territories.',
  ids: 'ids of what changed; not told to anybody',
  audience: {
    permission: 'self:read',
    withIds: false,
    refetch: ['/me', '/users', '/invitations', '/tokens', '/territories'],
  },
});
