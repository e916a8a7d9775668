import type { ReactElement } from 'react';
import type { Reading } from '../../api/contract-slo.js';
import { useNow } from '../../hooks/use-now.js';
import { useT } from '../../i18n/use-t.js';
import { StatusShape } from '../../ui/status-shape.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './slo.module.css';
import { isOld } from '../../api/nouns/slo-state.js';

/** Old enough that the time of day alone would mislead. */
function isYesterday(at: string, now: Date): boolean {
  return now.getTime() - Date.parse(at) > 18 * 3_600_000;
}

/** When a reading was computed, with a warning once readings stopped coming. */
export function AsOf({ reading }: { reading: Reading | null }): ReactElement {
  const t = useT();
  const now = useNow(30_000);
  if (!reading) return <span className="ls-quiet">–</span>;
  const old = isOld(reading, now);
  return (
    <span className={classes.tagMark} title={old ? t('slos:oldHint') : undefined}>
      {old && <StatusShape tone="none" size={12} />}
      <TimeText at={reading.asOf} show={isYesterday(reading.asOf, now) ? 'datetime' : 'time'} />
      {old && <span className="ls-visually-hidden">{t('slos:oldHint')}</span>}
    </span>
  );
}
