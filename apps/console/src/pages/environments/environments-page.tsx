import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ReactElement } from 'react';
import { allEnvironments, allTeams } from '../../api/catalog-queries.js';
import { client } from '../../api/client.js';
import type { Environment } from '../../api/contract.js';
import { useCan } from '../../api/use-me.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { EnvironmentDialog } from '../../forms/environment-dialog.js';
import { QueryView } from '../../components/query-view.js';
import { applyCommand } from '../../components/slo/commands.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { DataTable } from '../../table/data-table.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { EnvironmentCard } from './environment-card.js';
import { environmentColumns } from './environment-columns.js';
import { ENVIRONMENTS_SEARCH } from './search.js';

/** Where subjects run. */
export function EnvironmentsPage(): ReactElement {
  const t = useT();
  const writer = useCan('environment:write');
  const [territory] = useTerritory();
  const [{ new: creating }, set] = useUrlState(ENVIRONMENTS_SEARCH);
  const query = useQuery(allEnvironments(territory));
  const create = writer && (
    <Button onClick={() => set({ new: true })}>{t('environments:new')}</Button>
  );
  return (
    <>
      <PageHead
        title={t('environments:title')}
        lead={t('environments:lead')}
        actions={query.data?.length !== 0 && create}
      />
      <QueryView
        query={query}
        needs="environment:read"
        errorTitle={t('environments:failed')}
        skeleton={<TableSkeleton what={t('environments:title')} rows={4} columns={5} />}
      >
        {(environments) =>
          environments.length === 0 ? (
            <EmptyState
              title={t('environments:empty.title')}
              action={create}
              cli={applyCommand('environments.yaml')}
            >
              <p>{t('environments:empty.text')}</p>
            </EmptyState>
          ) : (
            <EnvironmentList environments={environments} writer={writer} />
          )
        }
      </QueryView>
      {creating && (
        <EnvironmentDialog
          environment={null}
          onClose={() => set({ new: false }, { replace: true })}
        />
      )}
    </>
  );
}

function EnvironmentList({
  environments,
  writer,
}: {
  environments: readonly Environment[];
  writer: boolean;
}): ReactElement {
  const t = useT();
  const [{ edit, delete: deleting, sort }, set] = useUrlState(ENVIRONMENTS_SEARCH);
  const actions = useMemo(
    () =>
      writer
        ? {
            edit: (slug: string) => set({ edit: slug }),
            remove: (slug: string) => set({ delete: slug }),
          }
        : null,
    [set, writer],
  );
  const { data: teams } = useQuery(allTeams(null));
  // An owner is whatever somebody wrote; where that is a team's slug, its name says more.
  const ownerOf = useCallback(
    (owner: string) => teams?.find(({ slug }) => slug === owner)?.name ?? owner,
    [teams],
  );
  const columns = useMemo(() => environmentColumns(t, actions, ownerOf), [t, actions, ownerOf]);
  const edited = environments.find(({ slug }) => slug === edit);
  const deleted = environments.find(({ slug }) => slug === deleting);
  return (
    <>
      <DataTable
        label={t('environments:list')}
        rows={environments}
        columns={columns}
        rowId={({ slug }) => slug}
        sort={sort}
        onSort={(next) => set({ sort: next }, { replace: true })}
        card={(one) => (
          <EnvironmentCard environment={{ ...one, owner: ownerOf(one.owner) }} actions={actions} />
        )}
      />
      {edited && writer && (
        <EnvironmentDialog
          key={edited.slug}
          environment={edited}
          onClose={() => set({ edit: null }, { replace: true })}
        />
      )}
      {deleted && writer && (
        <TypedDelete
          noun="environments"
          thing={deleted}
          event="environment.changed"
          send={(request) => client.DELETE('/environments/{slug}', request)}
          onClose={() => set({ delete: null }, { replace: true })}
        />
      )}
    </>
  );
}
