import { useCallback } from 'react';
import type { Incident } from '../api/contract.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';

/** What became of an incident: one that turned out to be another one is not over. */
export type Became = Incident['state'] | 'merged';

const SAYS: Record<Became, MessageKey> = {
  triggered: 'incidents:done.unacknowledge',
  acknowledged: 'incidents:done.acknowledge',
  resolved: 'incidents:done.resolve',
  merged: 'incidents:done.merged',
};

/** Says what became of an incident by the state that the server confirmed, whatever was asked of it. @param name `INC-17` */
export function useSayState(name: string): (state: Became) => string {
  const t = useT();
  return useCallback((state) => t(SAYS[state], { name }), [t, name]);
}
