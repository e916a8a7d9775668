import { useCallback } from 'react';
import { tierOfAlert, type AlertTierKey } from '../api/nouns/alert.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';

const TIER: Record<AlertTierKey, MessageKey> = {
  outage: 'slos:tier.outage',
  degradation: 'slos:tier.degradation',
  fast: 'slos:tier.fast',
  slow: 'slos:tier.slow',
  'ticket-fast': 'slos:tier.ticket-fast',
  'ticket-slow': 'slos:tier.ticket-slow',
};
const OTHER: Record<string, MessageKey> = {
  LeitstandBudgetExhausted: 'slos:alert.LeitstandBudgetExhausted',
  LeitstandNoData: 'slos:alert.LeitstandNoData',
};

function isTier(key: string): key is AlertTierKey {
  return Object.hasOwn(TIER, key);
}

/** Names a tier of the burn alerts in the language on screen; its severity stands beside it. A key it does not know stays as it is. */
export function useTierName(): (key: string) => string {
  const t = useT();
  return useCallback((key) => (isTier(key) ? t(TIER[key]) : key), [t]);
}

/** Says in the language on screen what an alert is about; null for an alert it does not know. Its name stands beside it, to look for. */
export function useAlertName(): (alert: string) => string | null {
  const t = useT();
  return useCallback(
    (alert) => {
      const tier = tierOfAlert(alert);
      const key = tier === null ? OTHER[alert] : TIER[tier];
      return key === undefined ? null : t(key);
    },
    [t],
  );
}
