import { useCallback } from 'react';
import type { Incident } from '../api/contract.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';

const SAYS: Record<Incident['state'], MessageKey> = {
  triggered: 'incidents:done.unacknowledge',
  acknowledged: 'incidents:done.acknowledge',
  resolved: 'incidents:done.resolve',
};

/** Says what became of an incident by the state that the server confirmed, whatever was asked of it. @param name `INC-17` */
export function useSayState(name: string): (state: Incident['state']) => string {
  const t = useT();
  return useCallback((state) => t(SAYS[state], { name }), [t, name]);
}
