import type { ReactElement } from 'react';
import type { Schedule } from '../../api/contract.js';
import { turnAt } from '../../api/nouns/agenda.js';
import type { Turn } from '../../api/nouns/agenda.js';
import { CoverButton } from '../../components/oncall/cover-button.js';
import { OnCallPerson } from '../../components/oncall/on-call-person.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import { formatTime } from '../../util/format/time.js';
import { OwnTimes } from './own-times.js';
import classes from './schedule.module.css';

/** Who is on call now, since and until when; a gap with what it costs. */
export function NowSection({
  schedule,
  turns,
  now,
  onCover,
}: {
  schedule: Schedule;
  turns: readonly Turn[];
  now: Date;
  onCover: (turn: Turn) => void;
}): ReactElement | null {
  const t = useT();
  const turn = turnAt(turns, now);
  if (!turn) return null;
  const user = turn.shift?.user ?? null;
  const override = (turn.shift?.override ?? null) !== null;
  return (
    <section className="ls-section">
      <h2>{t('oncall:now.title')}</h2>
      <div className={classes.now}>
        <OnCallPerson user={user} override={override} nobody={t('oncall:nobody')} />
        {turn.shift ? (
          <span className={classes.span}>
            {!turn.cut.start && (
              <>
                {t('oncall:now.since')} <TimeText at={turn.start} show="weekday" />{' '}
              </>
            )}
            {!turn.cut.end && (
              <>
                {t('oncall:now.until')} <TimeText at={turn.end} show="weekday" />
              </>
            )}
          </span>
        ) : (
          <GapSentence turn={turn} />
        )}
        <CoverButton schedule={schedule} start={now} user={user} onClick={() => onCover(turn)} />
        <OwnTimes turn={turn} />
      </div>
    </section>
  );
}

function GapSentence({ turn }: { turn: Turn }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const until = formatTime(new Date(turn.end), zone, language, 'weekday');
  return (
    <span className={classes.span}>
      {turn.cut.end ? t('oncall:now.gapOpen') : t('oncall:now.gap', { until })}
    </span>
  );
}
