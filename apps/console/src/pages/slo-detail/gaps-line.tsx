import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { sloGapsOf } from '../../api/queries.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import { formatDuration } from '../../util/format/duration.js';
import classes from './earlier-line.module.css';

/** How much of the window is in no number, because nothing was recorded for longer than counters are asked about afterwards. */
export function GapsLine({ slo }: { slo: SloDetail }): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery({
    ...sloGapsOf(slo.slug),
    enabled: slo.reading !== null && slo.reading.coverage < 1,
  });
  const [newest] = data?.gaps ?? [];
  if (data === undefined || newest === undefined) return null;
  const length = formatDuration(data.uncountedSeconds, language);
  return (
    <p className={classes.line}>
      {t('slo-detail:gaps.uncounted', { length, count: data.total })} {t('slo-detail:gaps.newest')}{' '}
      <TimeText at={newest.from} show="datetime" /> {t('slo-detail:gaps.to')}{' '}
      <TimeText at={newest.to} show="datetime" />.
    </p>
  );
}
