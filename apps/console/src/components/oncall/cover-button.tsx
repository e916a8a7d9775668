import type { ReactElement } from 'react';
import type { Person } from '../../api/contract.js';
import { mayCover } from '../../api/nouns/cover.js';
import { useMe } from '../../api/use-me.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatTime } from '../../util/format/time.js';
import classes from './oncall.module.css';

/** The first of the two taps by which a turn is covered; not there for people who may not. */
export function CoverButton({
  schedule,
  start,
  user,
  onClick,
}: {
  schedule: { name: string; territory: string };
  /** From when on. */
  start: Date;
  /** Whose turn it is; null = nobody's. */
  user: Person | null;
  onClick: () => void;
}): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const { take, give } = mayCover(useMe(), schedule.territory, user);
  if (!take && !give) return null;
  const values = { schedule: schedule.name, from: formatTime(start, zone, language, 'weekday') };
  return (
    <button
      type="button"
      className={classes.action}
      aria-label={take ? t('oncall:cover.takeOf', values) : t('oncall:cover.giveOf', values)}
      onClick={onClick}
    >
      {t(take ? 'oncall:cover.take' : 'oncall:cover.give')}
    </button>
  );
}
