import { useMemo } from 'react';
import type { AuditFilter } from '../../api/contract.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useNow } from '../../hooks/use-now.js';
import { useZone } from '../../hooks/use-zone.js';
import { PERIODS, periodStart } from '../../util/period.js';
import { instant, oneOf, oneOfText, text } from '../../util/url-state.js';

/** How the audit page's filters stand in the address. `from` and `to` are fixed instants of a pinned link; `period` reaches up to now. */
export const auditFields = {
  q: text(),
  actor: text(),
  subject: text(),
  action: oneOfText(),
  period: oneOf(PERIODS),
  from: instant(),
  to: instant(),
  territory: oneOfText(),
  open: oneOfText(),
};

export const UNFILTERED = {
  q: '',
  actor: '',
  subject: '',
  action: null,
  period: null,
  from: null,
  to: null,
} as const;

/** The filter of the address as the API takes it, the territory of the top bar included. */
export function useAuditFilter(): AuditFilter {
  const [{ q, actor, subject, action, period, from, to, territory }] = useUrlState(auditFields);
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
