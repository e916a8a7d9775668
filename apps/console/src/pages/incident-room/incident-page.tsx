import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { IncidentDetail } from '../../api/contract.js';
import { incidentOf } from '../../api/incident-queries.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { IncidentLink } from '../../components/incident/incident-links.js';
import { IncidentMark } from '../../components/incident/incident-mark.js';
import { ObjectNotFound } from '../../components/object-not-found.js';
import { QueryView } from '../../components/query-view.js';
import { useT } from '../../i18n/use-t.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { PageHead } from '../../ui/page-head.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { paths } from '../../util/paths.js';
import { AlertList } from './alert-list.js';
import { EscalationPanel } from './escalation-panel.js';
import { IncidentHead } from './incident-head.js';
import classes from './incident-room.module.css';
import { PeopleSection } from './people-section.js';
import { SimilarSection } from './similar-section.js';
import { Timeline } from './timeline.js';

/** One incident: how it stands, what to do, who is paged next, and what happened so far. */
export function IncidentPage(): ReactElement {
  const t = useT();
  const { id } = useParams({ from: '/frame/incidents/$id' });
  const query = useQuery(incidentOf(id));
  return (
    <>
      {!query.data && (
        <PageHead title={id} up={{ to: paths.incidents(), label: t('incidents:title') }} />
      )}
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('incident-room:room.failed')}
        skeleton={<TextSkeleton what={id} lines={8} />}
        notFound={(error) => (
          <ObjectNotFound kind={t('incidents:column.incident')} name={id} error={error} />
        )}
      >
        {(incident) => <Room id={id} incident={incident} />}
      </QueryView>
    </>
  );
}

function Room({ id, incident }: { id: string; incident: IncidentDetail }): ReactElement {
  const t = useT();
  const me = useMe();
  return (
    <>
      <IncidentHead id={id} incident={incident} />
      <div className={classes.grid}>
        <div>
          <ErrorBoundary>
            <EscalationPanel id={id} incident={incident} />
          </ErrorBoundary>
          <ErrorBoundary>
            <Timeline id={id} incident={incident} />
          </ErrorBoundary>
        </div>
        <div>
          <ErrorBoundary>
            <PeopleSection id={id} incident={incident} />
          </ErrorBoundary>
          <ErrorBoundary>
            <AlertList incident={incident} />
          </ErrorBoundary>
          {incident.merged.length > 0 && (
            <Others title={t('incident-room:merge.took')} others={incident.merged} />
          )}
          {incident.related.length > 0 && (
            <Others title={t('incident-room:related')} others={incident.related} />
          )}
          {mayIn(me, 'incident:read', [incident.territory]) && (
            <ErrorBoundary>
              <SimilarSection id={id} />
            </ErrorBoundary>
          )}
        </div>
      </div>
    </>
  );
}

function Others({
  title,
  others,
}: {
  title: string;
  others: IncidentDetail['related'];
}): ReactElement {
  return (
    <section className="ls-section">
      <h2>{title}</h2>
      <ul className={classes.list}>
        {others.map((one) => (
          <li key={one.id} className={classes.entry}>
            <IncidentMark incident={one} />
            <IncidentLink incident={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}
