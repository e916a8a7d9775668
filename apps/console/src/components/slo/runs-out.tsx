import type { ReactElement } from 'react';
import type { Reading } from '../../api/contract-slo.js';
import { noDateBy } from '../../api/nouns/slo-state.js';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './slo.module.css';

/** When the budget is gone at the present burn; a dash that says why when no date is given, a word when it is gone already. */
export function RunsOut({
  reading,
  inline = false,
}: {
  reading: Reading | null;
  inline?: boolean;
}): ReactElement {
  const t = useT();
  if (reading?.budget.state === 'exhausted') return <span>{t('slos:runsOut.gone')}</span>;
  if (!reading?.exhaustsAt)
    return (
      <span
        className="ls-quiet"
        title={reading ? t(`slos:runsOut.${noDateBy(reading)}`) : undefined}
      >
        {t('slos:runsOut.never')}
      </span>
    );
  if (inline)
    return (
      <>
        <TimeText at={reading.exhaustsAt} show="datetime" /> (
        <TimeText at={reading.exhaustsAt} show="relative" />)
      </>
    );
  return (
    <span className={classes.two}>
      <TimeText at={reading.exhaustsAt} show="datetime" />
      <span className={classes.second}>
        <TimeText at={reading.exhaustsAt} show="relative" />
      </span>
    </span>
  );
}
