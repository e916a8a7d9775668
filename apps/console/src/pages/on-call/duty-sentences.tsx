import type { ReactElement } from 'react';
import type { OnCall } from '../../api/contract.js';
import { useMe } from '../../api/use-me.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { LOCALE } from '../../util/format/locale.js';
import { formatTime } from '../../util/format/time.js';
import classes from './on-call.module.css';

/** Whether I am on call, until when, and where I am next. */
export function OwnDuties({ duties }: { duties: readonly OnCall[] }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const me = useMe();
  const at = (time: string): string => formatTime(new Date(time), zone, language, 'weekday');
  const mine = duties.filter(({ user }) => user?.id === me?.id);
  const coming = duties.filter(
    ({ user, next, until }) => until !== null && next?.id === me?.id && user?.id !== me?.id,
  );
  return (
    <ul className={classes.own}>
      {mine.map(({ schedule, name, until }) => (
        <li key={schedule}>
          <strong>
            {until === null
              ? t('oncall:mineOpen', { schedule: name })
              : t('oncall:mine', { schedule: name, until: at(until) })}
          </strong>
        </li>
      ))}
      {mine.length === 0 && <li>{t('oncall:notMine')}</li>}
      {coming.map(({ schedule, name, until }) => (
        <li key={schedule}>
          {until !== null && t('oncall:mineNext', { schedule: name, from: at(until) })}
        </li>
      ))}
    </ul>
  );
}

/** By which schedules nobody is on call, and what that costs. */
export function GapNotice({ duties }: { duties: readonly OnCall[] }): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const gaps = duties.filter(({ user }) => user === null);
  if (gaps.length === 0) return null;
  const list = new Intl.ListFormat(LOCALE[language], { type: 'conjunction' });
  const names = list.format(gaps.map(({ name }) => name));
  return (
    <div className={classes.gaps}>
      <FormNotice tone="warn">{t('oncall:gaps', { count: gaps.length, names })}</FormNotice>
    </div>
  );
}
