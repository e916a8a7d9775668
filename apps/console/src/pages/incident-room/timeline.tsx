import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { IncidentDetail, IncidentEvent } from '../../api/contract.js';
import { timelineOf } from '../../api/incident-queries.js';
import { isSelfRaised } from '../../api/nouns/incident.js';
import { mayIn } from '../../api/nouns/authority.js';
import { mayTakeOn } from '../../api/nouns/responder.js';
import { allPolicies } from '../../api/oncall-queries.js';
import { useCan, useMe } from '../../api/use-me.js';
import { actorName } from '../../components/incident/system-name.js';
import { QueryView } from '../../components/query-view.js';
import { NoteForm } from '../../forms/note-form.js';
import { usePrinting } from '../../hooks/use-printing.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import classes from './incident-room.module.css';
import { LongText } from './long-text.js';
import { Pin, type Pins } from './pin.js';
import {
  eventAlerts,
  eventIncident,
  eventNote,
  eventText,
  eventTime,
  policyKey,
  type Names,
} from '../../components/incident/event-words.js';

/** What happened so far, newest first, and the field to add to it. */
export function Timeline({ id, incident }: { id: string; incident: IncidentDetail }): ReactElement {
  const t = useT();
  const me = useMe();
  const responds = mayTakeOn(incident, me);
  const mayPin = mayIn(me, 'incident:respond', [incident.territory]);
  const query = useQuery(timelineOf(id));
  const { data: policies } = useQuery({ ...allPolicies, enabled: useCan('policy:read') });
  const named = (people: Names): Names =>
    new Map([
      ...people,
      ...(policies ?? []).map(({ slug, name }) => [policyKey(slug), name] as const),
    ]);
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
        {({ events, brokenAt, names, pinned }) => (
          <>
            {brokenAt !== null && (
              <FormNotice>{t('incident-room:timeline.broken', { entry: brokenAt })}</FormNotice>
            )}
            <Entries
              key={id}
              events={events}
              names={named(names)}
              selfRaised={isSelfRaised(incident)}
              pins={{ id, pinned, mayPin }}
            />
          </>
        )}
      </QueryView>
    </section>
  );
}

/** Entries at a time. */
const PORTION = 50;

interface EntriesProps {
  /** oldest first */
  events: readonly IncidentEvent[];
  names: Names;
  /** of the incident */
  selfRaised: boolean;
  pins: Pins;
}

/** The newest entries, and older ones by the portion; what was shown once stays when newer ones come. */
function Entries({ events, names, selfRaised, pins }: EntriesProps): ReactElement {
  const t = useT();
  const [oldest, setOldest] = useState(() => portionBefore(events.length));
  const [reached, setReached] = useState<number | null>(null);
  const from = usePrinting() ? 0 : oldest;
  const showOlder = (): void => {
    setReached(oldest - 1);
    setOldest(portionBefore(oldest));
  };
  return (
    <>
      <ol
        className={classes.timeline}
        aria-labelledby="timeline-title"
        start={events.length}
        reversed
      >
        {events
          .slice(from)
          .map((event, at) => (
            <Entry
              key={event.seq}
              event={event}
              names={names}
              selfRaised={selfRaised}
              pins={pins}
              isReached={from + at === reached}
            />
          ))
          .toReversed()}
      </ol>
      {from > 0 && (
        <div className={classes.older}>
          <Button variant="default" onClick={showOlder}>
            {t('incident-room:timeline.older', { count: from - portionBefore(from) })}
          </Button>
          <span className="ls-quiet ls-small">
            {t('incident-room:timeline.shown', { count: events.length - from, all: events.length })}
          </span>
        </div>
      )}
    </>
  );
}

const portionBefore = (end: number): number => Math.max(0, end - PORTION);

interface EntryProps {
  event: IncidentEvent;
  names: Names;
  /** of the incident */
  selfRaised: boolean;
  pins: Pins;
  /** it is the first of the older ones that were just asked for: reading goes on here */
  isReached: boolean;
}

function Entry({ event, names, selfRaised, pins, isReached }: EntryProps): ReactElement {
  const t = useT();
  const note = eventNote(event);
  const alerts = eventAlerts(event);
  const time = eventTime(event);
  const other = eventIncident(event);
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isReached) place.current?.focus();
  }, [isReached]);
  return (
    <li ref={place} className={classes.event} {...(isReached ? { tabIndex: -1 } : {})}>
      <span className="ls-quiet">
        <TimeText at={event.at} show="seconds" />
      </span>
      <span className={classes.said}>
        <span>
          {eventText(t, event, names, selfRaised)}
          {other !== null && (
            <>
              {' '}
              <AppLink to={paths.incident(other)} className="ls-link">
                {other}
              </AppLink>
            </>
          )}
          {time !== null && (
            <>
              {' '}
              <TimeText at={time} show="weekday" />
            </>
          )}{' '}
          <span className="ls-quiet">{actorName(t, event.actor)}</span>{' '}
          <Pin pins={pins} seq={event.seq} what={eventText(t, event, names, selfRaised)} />
        </span>
        {alerts.length > 0 && <code className="ls-quiet">{alerts.join(', ')}</code>}
        {note !== null && <LongText text={note} />}
      </span>
    </li>
  );
}
