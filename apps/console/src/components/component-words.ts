import type { ComponentName } from '../api/contract.js';
import type { MessageKey } from '../i18n/message-key.js';

/** What components of the status are called. */
export const COMPONENT_NAME: Record<ComponentName, MessageKey> = {
  postgres: 'trouble:name.postgres',
  redis: 'trouble:name.redis',
  prometheus: 'trouble:name.prometheus',
  alertmanager: 'trouble:name.alertmanager',
  worker: 'trouble:name.worker',
  queue: 'trouble:name.queue',
  rules: 'trouble:name.rules',
  ledger: 'trouble:name.ledger',
  audit: 'trouble:name.audit',
  clocks: 'trouble:name.clocks',
  evaluation: 'trouble:name.evaluation',
  disk: 'trouble:name.disk',
  pager: 'trouble:pager.name',
};

/** Kinds of trouble in which the component itself goes on: what is wrong is its title. */
export const TITLED: Readonly<Record<string, MessageKey>> = {
  'operators-unset': 'trouble:pager.unprotected', // nothing is down: nobody would hear if it were
  'rules-set-aside': 'trouble:rulesSetAsideTitle',
  'catching-up': 'trouble:catchingUpTitle',
};
