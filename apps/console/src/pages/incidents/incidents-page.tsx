import { INCIDENT_CLASSES, INCIDENT_STATES } from '#contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { Incident } from '../../api/contract.js';
import {
  incidentPages,
  isHistory,
  openIncidents,
  type IncidentFilter,
} from '../../api/incident-queries.js';
import { byUrgency } from '../../api/nouns/incident.js';
import { IncidentCard } from '../../components/incident/incident-card.js';
import { CLASS_NAME, STATE_NAME } from '../../components/incident/incident-words.js';
import classes from '../../components/incident/incident.module.css';
import { QueryView } from '../../components/query-view.js';
import { cliLine } from '../../components/slo/commands.js';
import { useListState } from '../../hooks/use-list-state.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useIncidentTitle } from '../../components/incident/use-incident-title.js';
import { useT } from '../../i18n/use-t.js';
import { DataTable } from '../../table/data-table.js';
import { AppLink } from '../../ui/app-link.js';
import { FilterBar, FilterSelect } from '../../ui/filter-bar.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState, FilteredEmptyState } from '../../ui/states.js';
import { paths } from '../../util/paths.js';
import { incidentColumns } from './incident-columns.js';
import { INCIDENTS_SEARCH } from './search.js';

const FILTERS = ['state', 'class', 'subject', 'slo'] as const;

/** Rows at a time. */
const SHOWN = 100;

/** Incidents, what is open first of all. */
export function IncidentsPage(): ReactElement {
  const t = useT();
  return (
    <>
      <PageHead
        title={t('incidents:title')}
        lead={t('incidents:lead')}
        actions={
          <>
            <AppLink to={paths.reviews()} className="ls-link">
              {t('incidents:reviews')}
            </AppLink>
            <AppLink to={paths.figures()} className="ls-link">
              {t('incidents:figures')}
            </AppLink>
          </>
        }
      />
      <Filters />
      <IncidentList />
    </>
  );
}

function Filters(): ReactElement {
  const t = useT();
  const { state, set, filtered, clear } = useListState(INCIDENTS_SEARCH, FILTERS);
  const about = state.slo ?? state.subject;
  return (
    <FilterBar filtered={filtered} onClear={clear}>
      <FilterSelect
        label={t('incidents:filter.state')}
        all={t('incidents:filter.open')}
        value={state.state === 'open' ? null : state.state}
        onChange={(value) => set({ state: INCIDENTS_SEARCH.state.read(value ?? undefined) })}
        options={[
          ...INCIDENT_STATES.map((value) => ({ value, label: t(STATE_NAME[value]) })),
          { value: 'all', label: t('incidents:filter.all') },
        ]}
      />
      <FilterSelect
        label={t('incidents:filter.class')}
        all={t('incidents:filter.allClasses')}
        value={state.class}
        onChange={(value) => set({ class: INCIDENTS_SEARCH.class.read(value ?? undefined) })}
        options={INCIDENT_CLASSES.map((value) => ({ value, label: t(CLASS_NAME[value]) }))}
      />
      {about !== null && (
        <span>
          {t('incidents:filter.about')} <strong>{about}</strong>
        </span>
      )}
    </FilterBar>
  );
}

function IncidentList(): ReactElement {
  const { state: chosen } = useListState(INCIDENTS_SEARCH, FILTERS);
  const [territory] = useTerritory();
  const state = chosen.state === 'all' ? null : chosen.state;
  const filter = { ...chosen, state, territory };
  return isHistory(filter) ? <History filter={filter} /> : <OpenIncidents filter={filter} />;
}

/** What needs somebody, the most urgent first. */
function OpenIncidents({ filter }: { filter: IncidentFilter }): ReactElement {
  const t = useT();
  const query = useQuery(openIncidents(filter));
  const [shown, setShown] = useState(SHOWN);
  return (
    <QueryView
      query={query}
      needs="incident:read"
      errorTitle={t('incidents:failed')}
      skeleton={<TableSkeleton what={t('incidents:title')} rows={6} columns={6} />}
    >
      {(incidents) => (
        <Listed
          incidents={byUrgency(incidents).slice(0, shown)}
          more={incidents.length > shown ? () => setShown(shown + SHOWN) : null}
          loading={false}
        />
      )}
    </QueryView>
  );
}

/** What was, newest first, a page at a time. */
function History({ filter }: { filter: IncidentFilter }): ReactElement {
  const t = useT();
  const query = useInfiniteQuery(incidentPages(filter));
  return (
    <QueryView
      query={query}
      needs="incident:read"
      errorTitle={t('incidents:failed')}
      skeleton={<TableSkeleton what={t('incidents:title')} rows={6} columns={6} />}
    >
      {({ pages }) => (
        <Listed
          incidents={pages.flatMap(({ items }) => items)}
          more={query.hasNextPage ? () => void query.fetchNextPage() : null}
          loading={query.isFetchingNextPage}
        />
      )}
    </QueryView>
  );
}

function Listed({
  incidents,
  more,
  loading,
}: {
  incidents: readonly Incident[];
  more: (() => void) | null;
  loading: boolean;
}): ReactElement {
  const t = useT();
  if (incidents.length === 0) return <NoIncidents />;
  return (
    <>
      <IncidentTable incidents={incidents} />
      {more && (
        <div className={classes.more}>
          <Button variant="default" loading={loading} onClick={more}>
            {t('common:loadMore')}
          </Button>
          <span className="ls-quiet ls-small">
            {t('incidents:shown', { count: incidents.length })}
          </span>
        </div>
      )}
    </>
  );
}

function IncidentTable({ incidents }: { incidents: readonly Incident[] }): ReactElement {
  const t = useT();
  const titleOf = useIncidentTitle();
  const columns = useMemo(() => incidentColumns(t, titleOf), [t, titleOf]);
  return (
    <DataTable
      label={t('incidents:list')}
      rows={incidents}
      columns={columns}
      rowId={({ id }) => id}
      href={({ name }) => paths.incident(name)}
      card={(incident) => <IncidentCard incident={incident} />}
    />
  );
}

/** Nothing open is good news, and not the same as nothing that matches, or as nothing ever. */
function NoIncidents(): ReactElement {
  const t = useT();
  const { state, set, clear } = useListState(INCIDENTS_SEARCH, FILTERS);
  const [territory] = useTerritory();
  if (
    state.class !== null ||
    state.subject !== null ||
    state.slo !== null ||
    (state.state !== 'open' && state.state !== 'all')
  )
    return <FilteredEmptyState total={null} onClear={clear} />;
  const never = state.state === 'all' && territory === null;
  return (
    <EmptyState
      title={t(never ? 'incidents:empty.never' : 'incidents:empty.title')}
      cli={cliLine('incident list')}
      action={
        state.state === 'open' && (
          <Button variant="default" onClick={() => set({ state: 'all' })}>
            {t('incidents:empty.action')}
          </Button>
        )
      }
    >
      <p>{t('incidents:empty.text')}</p>
    </EmptyState>
  );
}
