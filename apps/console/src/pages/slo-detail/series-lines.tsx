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
  'no-series-pattern': 'series:pattern',
};

/** What the selector does, to be read on from it. */
function Does({ warning }: { warning: SeriesWarning }): ReactElement {
  const t = useT();
  const { code, label, matcher, lastSeenAt } = warning;
  if (code === 'no-series-pattern' && matcher?.startsWith(`${label}!=`))
    return <>{t('series:keepsAll')}</>;
  if (lastSeenAt === null) return <>{t('series:none')}</>;
  return (
    <>
      {t('series:since')} <TimeText at={lastSeenAt} show="datetime" /> (
      <TimeText at={lastSeenAt} show="relative" />) {t('series:sinceEnd')}
    </>
  );
}

function Line({ warning }: { warning: SeriesWarning }): ReactElement {
  const t = useT();
  const { code, selector, metric, label, matcher, suggestion } = warning;
  return (
    <li>
      <code>{selector}</code> <Does warning={warning} />{' '}
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
