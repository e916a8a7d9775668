import type { ReactElement } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatDuration } from '../../util/format/duration.js';
import { budgetTime } from '../../api/nouns/error-budget.js';
import classes from './slo.module.css';

type Row = Pick<SloRow, 'objective' | 'reading'>;

/** What is left of a budget as time in which everything fails: ['21 mins', 'of 43 mins']; null where it says nothing. */
export function useBudgetTime(): (row: Row) => [string, string] | null {
  const t = useT();
  const language = useLanguage();
  return (row) => {
    const time = budgetTime(row);
    if (time === null) return null;
    const { allowed, left } = time;
    const total = formatDuration(allowed, language);
    const amount = formatDuration(Math.abs(left), language);
    return left < 0
      ? [t('slos:time.over', { over: amount }), t('slos:time.overOf', { allowed: total })]
      : [amount, t('slos:time.of', { allowed: total })];
  };
}

/** The same as a cell of the list. */
export function BudgetTime({ row }: { row: Row }): ReactElement {
  const t = useT();
  const text = useBudgetTime()(row);
  return text === null ? (
    <span className="ls-quiet">–</span>
  ) : (
    <span className={classes.two} title={t('slos:time.hint')}>
      <span className="ls-num">{text[0]}</span>
      <span className={classes.second}>{text[1]}</span>
    </span>
  );
}
