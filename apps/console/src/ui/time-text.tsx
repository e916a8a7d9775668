import type { ReactElement } from 'react';
import { useNow } from '../hooks/use-now.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage } from '../i18n/use-t.js';
import { serverNow } from '../stores/server-clock.js';
import { formatRelative, presentFor } from '../util/format/duration.js';
import { formatTime } from '../util/format/time.js';
import type { TimeStyle } from '../util/format/time.js';
import classes from './time-text.module.css';

export interface TimeTextProps {
  at: string | Date;
  /** 'both' is for lists: how long ago, then the clock time. */
  show?: 'relative' | 'both' | TimeStyle;
}

/** The one way to show an instant: labelled with its zone, exact in `datetime`, the second zone in `title`. */
export function TimeText({ at, show = 'datetime' }: TimeTextProps): ReactElement {
  const language = useLanguage();
  const { zone, second } = useZone();
  const now = useNow(show === 'relative' || show === 'both' ? 15_000 : 3_600_000);
  const instant = typeof at === 'string' ? new Date(at) : at;
  const exact = formatTime(instant, zone, language, 'full');
  const other = zone === second ? null : formatTime(instant, second, language, 'full');
  const relative = formatRelative(instant, presentFor(instant, now, serverNow), language);
  return (
    <time
      dateTime={instant.toISOString()}
      className={classes.time}
      data-two={other === null ? undefined : true}
      title={[relative, exact, other].filter((line) => line !== null).join('\n')}
    >
      {show === 'relative' && relative}
      {show === 'both' && (
        <>
          {relative}{' '}
          <span className={classes.exact}>{formatTime(instant, zone, language, 'datetime')}</span>
        </>
      )}
      {show !== 'relative' && show !== 'both' && formatTime(instant, zone, language, show)}
    </time>
  );
}
