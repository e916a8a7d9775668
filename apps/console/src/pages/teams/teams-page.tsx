import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { allTeams } from '../../api/catalog-queries.js';
import type { Team } from '../../api/contract.js';
import { useCan } from '../../api/use-me.js';
import { applyCommand } from '../../components/slo/commands.js';
import { QueryView } from '../../components/query-view.js';
import { TeamDialog } from '../../forms/team-dialog.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { DataTable } from '../../table/data-table.js';
import { AppLink } from '../../ui/app-link.js';
import { NumberText } from '../../ui/number-text.js';
import { PageHead } from '../../ui/page-head.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { paths } from '../../util/paths.js';
import classes from './teams-page.module.css';
import { TEAMS_SEARCH } from './search.js';

function columns(t: Translate): Column<Team>[] {
  return [
    {
      id: 'name',
      head: t('teams:column.name'),
      value: ({ name }) => name,
      width: '24%',
      cell: ({ name, sample }) => (
        <span className={classes.name}>
          {name}
          {sample && <SampleTag />}
        </span>
      ),
    },
    {
      id: 'description',
      head: t('teams:column.description'),
      cell: ({ description }) => (
        <span className="ls-quiet">{description || t('common:dash')}</span>
      ),
    },
    {
      id: 'territory',
      head: t('teams:column.territory'),
      value: ({ territory }) => territory,
      drop: 'medium',
      cell: ({ territory }) => territory,
    },
    {
      id: 'members',
      head: t('teams:column.members'),
      value: ({ members }) => members.length,
      align: 'end',
      cell: ({ members }) => <NumberText value={members.length} />,
    },
    {
      id: 'subjects',
      head: t('teams:column.subjects'),
      value: ({ subjects }) => subjects,
      align: 'end',
      cell: ({ subjects }) => <NumberText value={subjects} />,
    },
  ];
}

export function TeamsPage(): ReactElement {
  const t = useT();
  const writer = useCan('team:write');
  const [territory] = useTerritory();
  const [{ new: creating, sort }, set] = useUrlState(TEAMS_SEARCH);
  const query = useQuery(allTeams(territory));
  const defs = useMemo(() => columns(t), [t]);
  const create = writer && <Button onClick={() => set({ new: true })}>{t('teams:new')}</Button>;
  return (
    <>
      <PageHead
        title={t('teams:title')}
        lead={t('teams:lead')}
        actions={query.data?.length !== 0 && create}
      />
      <QueryView
        query={query}
        needs="team:read"
        errorTitle={t('teams:failed')}
        skeleton={<TableSkeleton what={t('teams:title')} rows={5} columns={4} />}
      >
        {(teams) =>
          teams.length === 0 ? (
            <EmptyState
              title={t('teams:empty.title')}
              action={create}
              cli={applyCommand('teams.yaml')}
            >
              <p>{t('teams:empty.text')}</p>
            </EmptyState>
          ) : (
            <DataTable
              label={t('teams:list')}
              rows={teams}
              columns={defs}
              rowId={({ slug }) => slug}
              href={({ slug }) => paths.team(slug)}
              sort={sort}
              onSort={(next) => set({ sort: next }, { replace: true })}
              card={(team) => <TeamCard team={team} />}
            />
          )
        }
      </QueryView>
      {creating && (
        <TeamDialog team={null} onClose={() => set({ new: false }, { replace: true })} />
      )}
    </>
  );
}

function TeamCard({ team }: { team: Team }): ReactElement {
  const t = useT();
  return (
    <AppLink to={paths.team(team.slug)} className={classes.card} data-row-link>
      <span className={classes.name}>
        {team.name}
        {team.sample && <SampleTag />}
      </span>
      {team.description && <span className="ls-quiet ls-small">{team.description}</span>}
      <span className="ls-quiet ls-small">
        {t('teams:column.members')} <NumberText value={team.members.length} /> ·{' '}
        {t('teams:column.subjects')} <NumberText value={team.subjects} />
      </span>
    </AppLink>
  );
}
