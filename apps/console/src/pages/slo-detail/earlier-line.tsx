import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import { formatPercent } from '../../util/format/number.js';
import classes from './earlier-line.module.css';

/** What of the window was counted before the indicator was changed, as long as it holds any of that: its numbers are of two kinds. */
export function EarlierLine({ slo }: { slo: SloDetail }): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const definition = slo.reading?.definition;
  if (!definition) return null;
  const { since, earlierTimeShare, earlierEventShare } = definition;
  const shown = (share: number): string => formatPercent(share, language, 1);
  const shares =
    earlierEventShare === null
      ? t('slo-detail:earlier.share', { time: shown(earlierTimeShare) })
      : t('slo-detail:earlier.shareEvents', {
          time: shown(earlierTimeShare),
          events: shown(earlierEventShare),
        });
  return (
    <p className={classes.line}>
      {since === null ? (
        t('slo-detail:earlier.notYet')
      ) : (
        <>
          {t('slo-detail:earlier.since')} <TimeText at={since} show="datetime" />.
        </>
      )}{' '}
      {shares}
    </p>
  );
}
