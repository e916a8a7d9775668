import type { ReactElement, ReactNode } from 'react';
import type { Handover } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import classes from './oncall.module.css';

/** What somebody left for whoever came next, and what was open then. */
export function HandoverNote({
  note,
  children,
}: {
  note: Handover;
  /** What can be done with it. */
  children?: ReactNode;
}): ReactElement {
  const t = useT();
  const { text, writtenBy, writtenAt, incidents } = note;
  return (
    <div className={classes.note}>
      <p className={classes.noteText}>{text}</p>
      {incidents.length > 0 && (
        <p className="ls-small">
          {t('oncall:handover.open')}{' '}
          {incidents.map(({ key, title, state }, i) => (
            <span key={key}>
              {i > 0 && ' · '}
              <AppLink to={paths.incident(key)} className="ls-link">
                {key}
              </AppLink>{' '}
              {title}
              {state === 'resolved' && ` (${t('oncall:handover.resolved')})`}
            </span>
          ))}
        </p>
      )}
      <div className={classes.noteFoot}>
        <span className="ls-quiet ls-small">
          {writtenBy?.name ?? t('oncall:handover.byToken')},{' '}
          <TimeText at={writtenAt} show="relative" />
        </span>
        {children}
      </div>
    </div>
  );
}
