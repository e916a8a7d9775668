import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { Schedule } from '../../api/contract.js';
import { byDay } from '../../api/nouns/agenda.js';
import type { Turn } from '../../api/nouns/agenda.js';
import { CoverButton } from '../../components/oncall/cover-button.js';
import { OnCallPerson } from '../../components/oncall/on-call-person.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import { formatDuration } from '../../util/format/duration.js';
import { OwnTimes } from './own-times.js';
import classes from './schedule.module.css';

export interface AgendaProps {
  schedule: Schedule;
  turns: readonly Turn[];
  now: Date;
  onCover: (turn: Turn) => void;
}

/** The turns of the next four weeks by the day on which they begin, on the clock of the schedule; gaps stand among them. */
export function Agenda({ schedule, turns, now, onCover }: AgendaProps): ReactElement {
  const t = useT();
  const days = useMemo(() => byDay(turns, schedule.timeZone, now), [turns, schedule, now]);
  return (
    <section className="ls-section">
      <h2>{t('oncall:agenda.title')}</h2>
      {days.map(({ day, turns: on }) => {
        const first = new Date(on[0]?.start ?? now);
        return (
          <section key={day} className={classes.day}>
            <h3>
              <TimeText at={first > now ? first : now} show="day" />
            </h3>
            <ul className={classes.turns}>
              {on.map((turn) => (
                <TurnRow
                  key={turn.start}
                  schedule={schedule}
                  turn={turn}
                  now={now}
                  onCover={onCover}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

function TurnRow({
  schedule,
  turn,
  now,
  onCover,
}: Omit<AgendaProps, 'turns'> & { turn: Turn }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { start, end, shift, cut } = turn;
  const begin = new Date(start);
  const begun = begin <= now;
  const seconds = (Date.parse(end) - Math.max(begin.getTime(), now.getTime())) / 1_000;
  return (
    <li className={classes.turn} data-gap={shift === null || undefined}>
      <span className={classes.span}>
        {begun && cut.start && t('oncall:agenda.before')}{' '}
        <TimeText at={begin} show={begun ? 'weekday' : 'time'} /> {t('common:dash')}{' '}
        {cut.end ? t('oncall:agenda.goesOn') : <TimeText at={end} show="weekday" />}
        <OwnTimes turn={turn} />
      </span>
      <span>
        <OnCallPerson
          user={shift?.user ?? null}
          override={(shift?.override ?? null) !== null}
          nobody={t('oncall:agenda.gap', { time: formatDuration(seconds, language) })}
        />
        {shift !== null && shift.layer !== null && (
          <span className={classes.layer}>{t('oncall:agenda.layer', { name: shift.layer })}</span>
        )}
      </span>
      <span className={classes.actions}>
        <CoverButton
          schedule={schedule}
          start={begun ? now : begin}
          user={shift?.user ?? null}
          onClick={() => onCover(turn)}
        />
      </span>
    </li>
  );
}
