import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { sloSeriesOf } from '../../api/queries.js';
import type { SeriesWarning } from '../../api/contract-slo.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './series-lines.module.css';

const WHY: Readonly<Record<SeriesWarning['code'], MessageKey>> = {
  'no-series-metric': 'series:metric',
  'no-series-label': 'series:label',
  'no-series-value': 'series:value',
  'no-series-combination': 'series:combination',
  'no-series-histogram': 'series:histogram',
  'no-series-bucket': 'series:bucket',
};

function Line({ warning }: { warning: SeriesWarning }): ReactElement {
  const t = useT();
  const { code, selector, metric, label, matcher, suggestion, lastSeenAt } = warning;
  return (
    <li>
      <code>{selector}</code>{' '}
      {lastSeenAt === null ? (
        t('series:none')
      ) : (
        <>
          {t('series:since')} <TimeText at={lastSeenAt} show="datetime" /> (
          <TimeText at={lastSeenAt} show="relative" />) {t('series:sinceEnd')}
        </>
      )}{' '}
      {t(WHY[code], { metric, label: label ?? '', matcher: matcher ?? '' })}
      {suggestion !== null && ` ${t('series:meant', { suggestion })}`}
    </li>
  );
}

/** Selectors of an objective that match nothing in Prometheus, as long as they do: it measures less than it says, or nothing. */
export function SeriesLines({ slug }: { slug: string }): ReactElement | null {
  const t = useT();
  const { data } = useQuery(sloSeriesOf(slug));
  const warnings = data?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <ul className={classes.lines} aria-label={t('series:title')}>
      {warnings.map((warning) => (
        <Line key={`${warning.path} ${warning.selector}`} warning={warning} />
      ))}
    </ul>
  );
}
