import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AuditFilter } from '../../api/contract.js';
import { api } from '../../api/client.js';
import { useT } from '../../i18n/use-t.js';
import classes from './new-entries.module.css';

/** Beyond these nobody counts. */
const MOST = 50;

/** New entries never shift the list under the reader: a pill says how many there are and shows them when asked. */
export function NewEntries({
  filter,
  newest,
  onShow,
}: {
  filter: AuditFilter;
  newest: number;
  onShow: () => void;
}): ReactElement | null {
  const t = useT();
  const latest =
    useQuery(api.queryOptions('get', '/audit', { params: { query: { ...filter, limit: MOST } } }))
      .data?.items ?? [];
  const count = latest.filter(({ seq }) => seq > newest).length;
  if (count === 0) return null;
  return (
    <button type="button" className={classes.pill} onClick={onShow} data-print="no">
      {t(count < MOST ? 'audit:newer' : 'audit:newerAtLeast', { count })}
    </button>
  );
}
