import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Escalation, IncidentDetail } from '../../api/contract.js';
import { escalationOf } from '../../api/incident-queries.js';
import { useHeldUp } from '../../api/use-held-up.js';
import type { Held } from '../../api/use-held-up.js';
import { useMe } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { useArming } from '../../components/ring/use-arming.js';
import { useNow } from '../../hooks/use-now.js';
import { useWaysText } from '../../hooks/use-ways-text.js';
import { useZone } from '../../hooks/use-zone.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { AppLink } from '../../ui/app-link.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import { formatTime } from '../../util/format/time.js';
import classes from './incident-room.module.css';
import { PagingActions } from './paging-actions.js';
import { StillAwaited } from './still-awaited.js';

/** So late that it is no matter of clocks. */
const OVERDUE_MS = 3_000;

type Run = Escalation['runs'][number];
type Next = NonNullable<Escalation['next']>;

/** Who is paged next, when and by what; that nobody is, is said as loudly as it is bad. */
export function EscalationPanel({
  id,
  incident,
}: {
  id: string;
  incident: IncidentDetail;
}): ReactElement {
  const t = useT();
  const query = useQuery(escalationOf(id));
  return (
    <section className="ls-section">
      <h2>{t('incident-room:escalation.title')}</h2>
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('incident-room:escalation.failed')}
        skeleton={<TextSkeleton what={t('incident-room:escalation.title')} lines={3} />}
      >
        {(escalation) => <Coming escalation={escalation} incident={incident} />}
      </QueryView>
      <StillAwaited id={id} incident={incident} awaited={query.data?.awaited ?? []} />
      <PagingActions id={id} incident={incident} />
    </section>
  );
}

function Coming({
  escalation: { runs, next, pending },
  incident,
}: {
  escalation: Escalation;
  incident: IncidentDetail;
}): ReactElement {
  const t = useT();
  const [newest] = runs;
  const held = useHeldUp();
  const waits = incident.state === 'triggered';
  if (incident.snooze !== null) return <Sleeps snooze={incident.snooze} of={incident.class} />;
  if (incident.maintenance !== null) return <Maintained hold={incident.maintenance} />;
  if (!waits || incident.class !== 'page') return <NotPaged incident={incident} held={held} />;
  return (
    <>
      {held !== null && <HeldUp held={held} next={next} />}
      {newest?.nobodySince && (
        <FormNotice>
          {t('incident-room:escalation.nobodySince')}{' '}
          <TimeText at={newest.nobodySince} show="datetime" />
        </FormNotice>
      )}
      {next && <NextPage next={next} run={newest} isHeld={held !== null} />}
      {!next && newest?.state === 'unserved' && (
        <FormNotice>{t('incident-room:escalation.unserved')}</FormNotice>
      )}
      {!next && newest?.state !== 'unserved' && (
        <p className="ls-quiet">
          {t(
            pending || newest === undefined || newest.state === 'stopped'
              ? 'incident-room:escalation.pending'
              : 'incident-room:escalation.none',
          )}
        </p>
      )}
    </>
  );
}

/** Nobody is on it, and something that paging stands on is known to be down: no time is promised. */
function HeldUp({ held, next }: { held: Held; next: Next | null }): ReactElement {
  const t = useT();
  return (
    <FormNotice>
      {held === 'unknown'
        ? t('incident-room:escalation.uncertain')
        : t('incident-room:escalation.held', { component: t(held) })}
      {next && (
        <>
          {' '}
          {t('incident-room:escalation.planned')} <TimeText at={next.at} show="seconds" />
        </>
      )}
    </FormNotice>
  );
}

function NextPage({
  next,
  run,
  isHeld,
}: {
  next: Next;
  run: Run | undefined;
  isHeld: boolean;
}): ReactElement {
  const t = useT();
  const policy = run?.policy;
  const by: Record<Next['route'], MessageKey> = {
    first: 'incident-room:escalation.first',
    step: 'incident-room:escalation.step',
    fallback: 'incident-room:escalation.fallback',
  };
  return (
    <div className={classes.next}>
      {!isHeld && <Due at={next.at} />}
      {next.people.length === 0 && (
        <FormNotice>{t('incident-room:escalation.nobodyThen')}</FormNotice>
      )}
      <ul className={classes.list} aria-label={t('incident-room:escalation.people')}>
        {next.people.map((person) => (
          <Person key={person.id} person={person} />
        ))}
      </ul>
      <p className="ls-small ls-quiet">
        {t(by[next.route], {
          step: next.step,
          steps: policy?.steps ?? next.step,
          policy: policy?.name ?? '',
        })}{' '}
        {next.skipped.length > 0 &&
          t('incident-room:escalation.skipped', {
            count: next.skipped.length,
            steps: next.skipped.join(', '),
          })}
      </p>
    </div>
  );
}

function Person({ person }: { person: Next['people'][number] }): ReactElement {
  const t = useT();
  const waysOf = useWaysText();
  const me = useMe()?.id;
  const { id, name, active, methods } = person;
  const reached = active && methods.length > 0;
  return (
    <li className={classes.entry}>
      <strong>{name}</strong>
      <span className="ls-quiet">
        {reached ? waysOf(person).join(', ') : t('incident-room:escalation.unreachable')}
        {id === me && <ThisConsole />}
      </span>
    </li>
  );
}

/** The other way to whoever reads this: the tab they read it in. */
function ThisConsole(): ReactElement | null {
  const t = useT();
  const { state } = useArming();
  return state === 'armed' ? <>, {t('incident-room:escalation.thisConsole')}</> : null;
}

/** A time that has passed is no promise any more. */
function Due({ at }: { at: string }): ReactElement {
  const t = useT();
  const isPast = useNow(1_000).getTime() - Date.parse(at) > OVERDUE_MS;
  return (
    <p>
      {t(isPast ? 'incident-room:escalation.overdue' : 'incident-room:escalation.unless')}{' '}
      <TimeText at={at} show="seconds" />{' '}
      <span className="ls-quiet">
        (<TimeText at={at} show="relative" />)
      </span>
    </p>
  );
}

/** Who keeps people from being paged, until when, and what comes then. */
function Sleeps({
  snooze: { by, until },
  of,
}: {
  snooze: NonNullable<IncidentDetail['snooze']>;
  of: IncidentDetail['class'];
}): ReactElement {
  const t = useT();
  return (
    <>
      <p>
        {t('incident-room:snooze.by', { name: by.name })} <TimeText at={until} show="weekday" />{' '}
        <span className="ls-quiet">
          (<TimeText at={until} show="relative" />)
        </span>
      </p>
      <p className="ls-small ls-quiet">
        {t('incident-room:snooze.then', { pages: String(of === 'page'), name: by.name })}
      </p>
    </>
  );
}

/** The maintenance that keeps people from being paged, until when, and what comes then. */
function Maintained({
  hold: { name, until },
}: {
  hold: NonNullable<IncidentDetail['maintenance']>;
}): ReactElement {
  const t = useT();
  return (
    <>
      <p>
        <AppLink to={paths.settings('maintenance')} className="ls-link">
          {t('incident-room:maintenance.by', { name })}
        </AppLink>{' '}
        <TimeText at={until} show="weekday" />
      </p>
      <p className="ls-small ls-quiet">{t('incident-room:maintenance.then')}</p>
    </>
  );
}

/** Why nobody is paged now, and until when that is so. */
function NotPaged({
  incident: { state, class: of, acknowledgedUntil, mergedInto },
  held,
}: {
  incident: IncidentDetail;
  held: Held | null;
}): ReactElement {
  const t = useT();
  if (mergedInto !== null)
    return (
      <p className="ls-quiet">
        {t('incident-room:escalation.stopped.merged', { into: mergedInto.name })}
      </p>
    );
  if (state === 'resolved')
    return <p className="ls-quiet">{t('incident-room:escalation.stopped.resolved')}</p>;
  if (of !== 'page' || acknowledgedUntil === null)
    return <p className="ls-quiet">{t('incident-room:escalation.none')}</p>;
  return (
    <>
      {held !== null && <HeldUp held={held} next={null} />}
      <p>
        {t('incident-room:escalation.stopped.acknowledged')} <Lapse at={acknowledgedUntil} />
      </p>
    </>
  );
}

function Lapse({ at }: { at: string }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  return (
    <>
      {t('incident-room:escalation.lapses', {
        at: formatTime(new Date(at), zone, language, 'time'),
      })}
    </>
  );
}
