import type { ReactElement } from 'react';
import type { Reading } from '../../api/contract-slo.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { StatusMark } from '../../ui/status-mark.js';
import { formatRate } from './amounts.js';
import classes from './slo.module.css';

/** The second axis: what the burn does now, in a word, with the rates of the last hour and the last six. */
export function BurnNow({ reading }: { reading: Reading | null }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const burn = reading?.burn;
  return (
    <span className={classes.two}>
      <StatusMark status={burn?.state ?? 'unknown'} />
      <span className={classes.second}>
        {t('slos:burn.rates', {
          h1: formatRate(burn?.rate1h ?? null, language),
          h6: formatRate(burn?.rate6h ?? null, language),
        })}
      </span>
    </span>
  );
}
