import { declareEvent } from '../../platform/kernel/event.js';

export const auditAppended = declareEvent({
  name: 'audit.appended',
  summary: 'The audit trail has a new entry.',
  ids: 'sequence numbers of audit entries',
  audience: { permission: 'audit:read', refetch: ['/audit'] },
});
