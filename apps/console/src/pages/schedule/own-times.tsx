import type { ReactElement } from 'react';
import type { Turn } from '../../api/nouns/agenda.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatTime } from '../../util/format/time.js';
import classes from './schedule.module.css';

/** A turn on the reader's own clock, where that shows another time. */
export function OwnTimes({ turn }: { turn: Pick<Turn, 'start' | 'end'> }): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const { zone, second } = useZone();
  const on = (clock: string): string =>
    [turn.start, turn.end]
      .map((at) => formatTime(new Date(at), clock, language, 'weekday'))
      .join(' – ');
  const own = on(second);
  if (own === on(zone)) return null;
  return (
    <span className={classes.own}>
      {t('oncall:agenda.yours')} {own}
    </span>
  );
}
