import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import type { PrometheusStatus } from '../../api/contract.js';
import classes from '../../components/settings/settings.module.css';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatNumber, formatQuantity } from '../../util/format/number.js';

const MEGABYTE = 1e6;

function Figures({ of: one }: { of: PrometheusStatus['items'][number] }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { memoryBytes, missedIterations, slowest, seenAt } = one;
  const unknown = <span className="ls-quiet">{t('settings:instance.prometheus.unknown')}</span>;
  const seconds = (value: number) => formatQuantity(value, 's', language, 2);
  return (
    <dl className={classes.figures}>
      <dt>{t('settings:instance.prometheus.memory')}</dt>
      <dd>
        {memoryBytes === null ? unknown : formatQuantity(memoryBytes / MEGABYTE, 'MB', language)}
      </dd>
      <dt>{t('settings:instance.prometheus.missed')}</dt>
      <dd>{seenAt === null ? unknown : formatNumber(missedIterations, language)}</dd>
      <dt>{t('settings:instance.prometheus.slowest')}</dt>
      <dd>
        {slowest === null
          ? unknown
          : t('settings:instance.prometheus.slowestOf', {
              group: slowest.group,
              seconds: seconds(slowest.seconds),
              interval: seconds(slowest.intervalSeconds),
            })}
      </dd>
    </dl>
  );
}

/** What each Prometheus takes and whether it keeps up with the rules; nothing until that is known. */
export function PrometheusLoad(): ReactElement | null {
  const t = useT();
  const { data, isError } = useQuery({
    ...api.queryOptions('get', '/status/prometheus', {}),
    refetchInterval: 15_000,
  });
  if (isError) return <p className="ls-quiet">{t('settings:instance.prometheus.failed')}</p>;
  if (!data) return null;
  return (
    <section aria-label={t('settings:instance.prometheus.title')}>
      {data.items.map((one) => (
        <Figures key={one.name} of={one} />
      ))}
    </section>
  );
}
