import { useMemo } from 'react';
import type { AuditFilter } from '../../api/contract.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useNow } from '../../hooks/use-now.js';
import { useZone } from '../../hooks/use-zone.js';
import { periodStart } from '../../util/period.js';
import { AUDIT_SEARCH } from './search.js';

/** The filter of the address as the API takes it, the territory of the top bar included. */
export function useAuditFilter(): AuditFilter {
  const [{ q, actor, subject, action, period, from, to, territory }] = useUrlState(AUDIT_SEARCH);
  const { zone } = useZone();
  const now = useNow(60_000);
  const since = from ?? (period ? periodStart(period, now, zone) : '');
  return useMemo(() => {
    const wishes = {
      q,
      actor,
      subject,
      action: action ?? '',
      territory: territory ?? '',
      from: since,
      to: to ?? '',
    };
    return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== ''));
  }, [q, actor, subject, action, since, to, territory]);
}
