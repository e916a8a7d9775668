import type { DataClass, SubjectKind } from '#contract';
import type { Backup } from '../../api/contract.js';
import type { MessageKey } from '../../i18n/message-key.js';

export const KIND_NAME: Record<SubjectKind, MessageKey> = {
  service: 'subjects:kind.service',
  'data-store': 'subjects:kind.data-store',
  environment: 'subjects:kind.environment',
  'external-dependency': 'subjects:kind.external-dependency',
  website: 'subjects:kind.website',
};

export const KIND_PLURAL: Record<SubjectKind, MessageKey> = {
  service: 'subjects:kinds.service',
  'data-store': 'subjects:kinds.data-store',
  environment: 'subjects:kinds.environment',
  'external-dependency': 'subjects:kinds.external-dependency',
  website: 'subjects:kinds.website',
};

export const DATA_CLASS: Record<DataClass, MessageKey> = {
  personal: 'subjects:dataClass.personal',
  business: 'subjects:dataClass.business',
  analytics: 'subjects:dataClass.analytics',
};

export const BACKUP_SLOTS = [
  'interval',
  'rpo',
  'rto',
  'restoreTestInterval',
] as const satisfies readonly (keyof Backup)[];

export const BACKUP_SLOT: Record<keyof Backup, MessageKey> = {
  interval: 'subjects:form.interval',
  rpo: 'subjects:form.rpo',
  rto: 'subjects:form.rto',
  restoreTestInterval: 'subjects:form.restoreTestInterval',
};
