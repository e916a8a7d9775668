import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { IncidentDetail, IncidentEvent } from '../../api/contract.js';
import { timelineOf } from '../../api/incident-queries.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { actorName } from '../../components/incident/system-name.js';
import { QueryView } from '../../components/query-view.js';
import { NoteForm } from '../../forms/note-form.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './incident-room.module.css';
import { eventAlerts, eventNote, eventText, type Names } from './timeline-words.js';

/** What happened so far, newest first, and the field to add to it. */
export function Timeline({ id, incident }: { id: string; incident: IncidentDetail }): ReactElement {
  const t = useT();
  const responds = mayIn(useMe(), 'incident:respond', [incident.territory]);
  const query = useQuery(timelineOf(id));
  return (
    <section className="ls-section">
      <h2 id="timeline-title">{t('incident-room:timeline.title')}</h2>
      {responds && <NoteForm id={id} />}
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('incident-room:timeline.failed')}
        skeleton={<TextSkeleton what={t('incident-room:timeline.title')} lines={6} />}
      >
        {({ events, brokenAt, names }) => (
          <>
            {brokenAt !== null && (
              <FormNotice>{t('incident-room:timeline.broken', { entry: brokenAt })}</FormNotice>
            )}
            <ol className={classes.timeline} aria-labelledby="timeline-title" reversed>
              {events.toReversed().map((event) => (
                <Entry key={event.seq} event={event} names={names} />
              ))}
            </ol>
          </>
        )}
      </QueryView>
    </section>
  );
}

function Entry({ event, names }: { event: IncidentEvent; names: Names }): ReactElement {
  const t = useT();
  const note = eventNote(event);
  const alerts = eventAlerts(event);
  return (
    <li className={classes.event}>
      <span className="ls-quiet">
        <TimeText at={event.at} show="seconds" />
      </span>
      <span className={classes.said}>
        <span>
          {eventText(t, event, names)} <span className="ls-quiet">{actorName(t, event.actor)}</span>
        </span>
        {alerts.length > 0 && <code className="ls-quiet">{alerts.join(', ')}</code>}
        {note !== null && <span className={classes.note}>{note}</span>}
      </span>
    </li>
  );
}
