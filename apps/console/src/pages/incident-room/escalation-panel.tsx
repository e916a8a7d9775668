import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Escalation, IncidentDetail } from '../../api/contract.js';
import { escalationOf } from '../../api/incident-queries.js';
import { QueryView } from '../../components/query-view.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './incident-room.module.css';

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
      <h2>{t('incidents:escalation.title')}</h2>
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('incidents:escalation.failed')}
        skeleton={<TextSkeleton what={t('incidents:escalation.title')} lines={3} />}
      >
        {({ runs: [newest], next }) => (
          <>
            {newest?.nobodySince && (
              <FormNotice>
                {t('incidents:escalation.nobodySince')}{' '}
                <TimeText at={newest.nobodySince} show="datetime" />
              </FormNotice>
            )}
            {next ? (
              <NextPage next={next} run={newest} />
            ) : (
              <NoNextPage run={newest} waits={incident.state === 'triggered'} />
            )}
          </>
        )}
      </QueryView>
    </section>
  );
}

function NextPage({ next, run }: { next: Next; run: Run | undefined }): ReactElement {
  const t = useT();
  const policy = run?.policy;
  const by: Record<Next['route'], MessageKey> = {
    first: 'incidents:escalation.first',
    step: 'incidents:escalation.step',
    fallback: 'incidents:escalation.fallback',
  };
  return (
    <div className={classes.next}>
      <p>
        {t('incidents:escalation.unless')} <TimeText at={next.at} show="seconds" />{' '}
        <span className="ls-quiet">
          (<TimeText at={next.at} show="relative" />)
        </span>
      </p>
      {next.people.length === 0 && <FormNotice>{t('incidents:escalation.nobodyThen')}</FormNotice>}
      <ul className={classes.list} aria-label={t('incidents:escalation.people')}>
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
          t('incidents:escalation.skipped', {
            count: next.skipped.length,
            steps: next.skipped.join(', '),
          })}
      </p>
    </div>
  );
}

/** What others may know of a way to somebody: `mail …reta@…`. */
const wayOf = ({ kind, lastFour }: Next['people'][number]['methods'][number]) =>
  `${kind} …${lastFour}${kind === 'mail' ? '@…' : ''}`;

function Person({ person }: { person: Next['people'][number] }): ReactElement {
  const t = useT();
  const { name, active, methods } = person;
  const reached = active && methods.length > 0;
  return (
    <li className={classes.entry}>
      <strong>{name}</strong>
      <span className="ls-quiet">
        {reached ? methods.map(wayOf).join(', ') : t('incidents:escalation.unreachable')}
      </span>
    </li>
  );
}

const STOPPED: Record<NonNullable<Run['stoppedBy']>, MessageKey> = {
  acknowledged: 'incidents:escalation.stopped.acknowledged',
  resolved: 'incidents:escalation.stopped.resolved',
  replaced: 'incidents:escalation.stopped.replaced',
};

function NoNextPage({ run, waits }: { run: Run | undefined; waits: boolean }): ReactElement {
  const t = useT();
  if (run?.state === 'unserved' && waits)
    return <FormNotice>{t('incidents:escalation.unserved')}</FormNotice>;
  const why = run?.stoppedBy ? STOPPED[run.stoppedBy] : 'incidents:escalation.none';
  return <p className="ls-quiet">{t(why)}</p>;
}
