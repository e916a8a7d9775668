import type { ReactElement } from 'react';
import type { Review } from '../../api/contract.js';
import { actorName } from '../../components/incident/system-name.js';
import {
  eventAlerts,
  eventIncident,
  eventNote,
  eventText,
} from '../../components/incident/event-words.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import classes from './review-page.module.css';

/** The entries of the timeline that somebody pinned, in the order in which they happened. */
export function PinnedSection({ review: { incident, facts } }: { review: Review }): ReactElement {
  const t = useT();
  const names = new Map(facts.names.map(({ id, name }) => [id, name]));
  return (
    <section className="ls-section">
      <h2 id="pinned-title">{t('reviews:pinned')}</h2>
      {facts.pinned.length === 0 ? (
        <p className="ls-quiet">
          {t('reviews:unpinned')}{' '}
          <AppLink to={paths.incident(incident.name)} className="ls-link">
            {t('reviews:toTimeline')}
          </AppLink>
        </p>
      ) : (
        <ol className={classes.list} aria-labelledby="pinned-title">
          {facts.pinned.map((entry) => {
            const event = { ...entry, hash: '' };
            const [alerts, note, other] = [
              eventAlerts(event),
              eventNote(event),
              eventIncident(event),
            ];
            return (
              <li key={`${entry.incident} ${entry.seq}`}>
                <span className="ls-quiet">
                  <TimeText at={entry.at} show="datetime" />
                </span>
                {entry.incident !== incident.name && <span>{entry.incident}</span>}
                <span>
                  {eventText(t, event, names, false)} {other}
                </span>
                <span className="ls-quiet">{actorName(t, entry.actor)}</span>
                {alerts.length > 0 && <code className="ls-quiet">{alerts.join(', ')}</code>}
                {note !== null && <span className={classes.note}>{note}</span>}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
