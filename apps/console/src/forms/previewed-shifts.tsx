import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Shifts } from '../api/contract.js';
import { byWeek, turnsOf } from '../api/nouns/agenda.js';
import type { AgendaWeek, Turn } from '../api/nouns/agenda.js';
import { coverageOf } from '../api/nouns/coverage.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { StatusMark } from '../ui/status-mark.js';
import { formatDuration } from '../util/format/duration.js';
import { formatTime } from '../util/format/time.js';
import classes from './arrange.module.css';

/** As many gaps are told one by one, and turns of one week. */
const TOLD = 8;
const TURNS_OF_WEEK = 60;
const WEEKS = 12;

/** Gaps in words, who is on call how long, and the weeks, each with its turns; times on the clock of the schedule. */
export function PreviewedShifts({ shifts }: { shifts: Shifts }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { timeZone, gaps, from } = shifts;
  const { shares, gapSeconds } = useMemo(() => coverageOf(shifts), [shifts]);
  const weeks = useMemo(() => {
    const begin = new Date(from);
    return byWeek(turnsOf(shifts, begin), timeZone, begin, WEEKS);
  }, [shifts, from, timeZone]);
  const at = (time: string): string => formatTime(new Date(time), timeZone, language, 'weekday');
  const long = (seconds: number): string => formatDuration(seconds, language);
  return (
    <div className="ls-stack">
      <div aria-live="polite">
        {gaps.length === 0 ? (
          <StatusMark status="up" word={t('schedules:preview.covered')} />
        ) : (
          <FormNotice tone="warn">
            {t('schedules:preview.gaps', { count: gaps.length, time: long(gapSeconds) })}
          </FormNotice>
        )}
      </div>
      {gaps.length > 0 && (
        <ul className={classes.list} aria-label={t('schedules:preview.gapList')}>
          {gaps.slice(0, TOLD).map((gap) => (
            <li key={gap.start}>
              {t('schedules:preview.gap', {
                from: at(gap.start),
                to: at(gap.end),
                time: long((Date.parse(gap.end) - Date.parse(gap.start)) / 1000),
              })}
            </li>
          ))}
          {gaps.length > TOLD && (
            <li>{t('schedules:preview.moreGaps', { count: gaps.length - TOLD })}</li>
          )}
        </ul>
      )}
      <h3>{t('schedules:preview.shares')}</h3>
      <ul className={classes.list}>
        {shares.map(({ user, seconds, shifts: count }) => (
          <li key={user.id}>
            {t('schedules:preview.share', { name: user.name, time: long(seconds), count })}
          </li>
        ))}
      </ul>
      <h3>{t('schedules:preview.weeks')}</h3>
      <ul className={classes.list}>
        {weeks.map((week) => (
          <WeekRow key={week.start.toISOString()} week={week} at={at} zone={timeZone} />
        ))}
      </ul>
    </div>
  );
}

/** Who is on call in a week, in the order in which they are; all turns of it when it is opened. */
function WeekRow({
  week: { start, turns },
  at,
  zone,
}: {
  week: AgendaWeek;
  at: (time: string) => string;
  zone: string;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const nameOf = ({ shift }: Turn): string => shift?.user.name ?? t('schedules:preview.nobody');
  const names = [...new Set(turns.map(nameOf))];
  return (
    <li>
      <details>
        <summary>
          {t('schedules:preview.weekOf', { day: formatTime(start, zone, language, 'date') })}:{' '}
          {names.join(', ')}
        </summary>
        <ol className={classes.list}>
          {turns.slice(0, TURNS_OF_WEEK).map((turn) => (
            <li key={turn.start}>
              {nameOf(turn)} {t('schedules:preview.from', { from: at(turn.start) })}
            </li>
          ))}
          {turns.length > TURNS_OF_WEEK && (
            <li>{t('schedules:preview.andMore', { count: turns.length - TURNS_OF_WEEK })}</li>
          )}
        </ol>
      </details>
    </li>
  );
}
