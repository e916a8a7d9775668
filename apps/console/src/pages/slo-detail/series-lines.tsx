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
  'no-series-spelling': 'series:spelling',
  'no-series-infinite': 'series:infinite',
  'several-buckets': 'series:severalBuckets',
  'bounded-total': 'series:boundedTotal',
  'not-a-counter': 'series:gauge',
  'not-a-count': 'series:sum',
  'part-over-total': 'series:badOver',
};

/** Whether the selector matches nothing; one that matches something else than is meant is read on from itself. */
const isMissing = ({ code }: SeriesWarning): boolean => code.startsWith('no-series-');

function whyOf({ code, path }: SeriesWarning): MessageKey {
  return code === 'part-over-total' && path.endsWith('.good') ? 'series:goodOver' : WHY[code];
}

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
  const facts = {
    metric,
    label: label ?? '',
    matcher: matcher ?? '',
    suggestion: suggestion ?? '',
  };
  return (
    <li>
      <code>{selector}</code> {isMissing(warning) && <Does warning={warning} />}{' '}
      {t(whyOf(warning), facts)}
      {suggestion !== null &&
        code !== 'no-series-spelling' &&
        ` ${t('series:meant', { suggestion })}`}
    </li>
  );
}

/** Selectors of an objective that match nothing in Prometheus, or something else than is meant, as long as they do: it does not measure what it says. */
export function SeriesLines({ slug }: { slug: string }): ReactElement | null {
  const t = useT();
  const { data } = useQuery(sloSeriesOf(slug));
  const warnings = data?.warnings ?? [];
  if (warnings.length === 0) return null;
  return (
    <ul className={classes.lines} aria-label={t('series:title')}>
      {warnings.map((warning) => (
        <Line key={`${warning.path} ${warning.selector} ${warning.code}`} warning={warning} />
      ))}
    </ul>
  );
}
