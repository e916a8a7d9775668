import { describe, expect, it } from '@jest/globals';
import type { MessageKey } from '../../i18n/message-key.js';
import { actorName } from './system-name.js';

const t = (key: MessageKey) => `<${key}>`;

describe('who did something to an incident', () => {
  it.each([
    ['system:escalation', 'system:escalation', '<incidents:actor.escalation>'],
    ['source:alertmanager', 'Alertmanager of this instance', '<incidents:actor.ownSource>'],
    ['source:alertmanager', 'Berlin', 'Berlin'],
    ['source:other', 'Prometheus', 'Prometheus'],
  ])('%s called %s is %s', (id, name, said) => {
    expect(actorName(t, { kind: 'system', id, name })).toBe(said);
  });
});
