import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { useCan } from '../../api/use-me.js';
import { useT } from '../../i18n/use-t.js';
import { prometheusLink } from './prometheus-link.js';
import classes from './slo-detail.module.css';

/** A link to the expression in the Prometheus that evaluates it; for those who may know where that is. */
export function OpenInPrometheus({ expression }: { expression: string }): ReactElement | null {
  const t = useT();
  const allowed = useCan('settings:read');
  const { data } = useQuery({
    ...api.queryOptions('get', '/settings', {}),
    enabled: allowed,
    staleTime: Infinity,
  });
  const server = data?.items.find(({ name }) => name === 'LEITSTAND_PROMETHEUS_URL')?.value;
  const href = server ? prometheusLink(server, expression) : null;
  if (href === null) return null;
  return (
    <a href={href} target="_blank" rel="noreferrer" className={classes.open} data-print="no">
      {t('slo-detail:rates.openPrometheus')} <span aria-hidden="true">↗</span>
    </a>
  );
}
