import type { Incident } from '../../api/contract.js';
import type { MessageKey } from '../../i18n/message-key.js';

export const STATE_NAME: Record<Incident['state'], MessageKey> = {
  triggered: 'status:incident.triggered',
  acknowledged: 'status:incident.acknowledged',
  resolved: 'status:incident.resolved',
};

export const UNHEARD_NAME: Record<NonNullable<Incident['unheard']>, MessageKey> = {
  unserved: 'status:incident.unserved',
  unreachable: 'status:incident.unreachable',
};

export const CLASS_NAME: Record<Incident['class'], MessageKey> = {
  page: 'incidents:class.page',
  ticket: 'incidents:class.ticket',
  info: 'incidents:class.info',
};

export const SEVERITY_NAME: Record<Incident['severity'], MessageKey> = {
  emergency: 'incidents:severity.emergency',
  critical: 'incidents:severity.critical',
  page: 'incidents:severity.page',
  ticket: 'incidents:severity.ticket',
  info: 'incidents:severity.info',
};
