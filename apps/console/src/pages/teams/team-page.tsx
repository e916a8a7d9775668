import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { allSubjects } from '../../api/catalog-queries.js';
import { client } from '../../api/client.js';
import { allOnCall, allPolicies } from '../../api/oncall-queries.js';
import { teamOf } from '../../api/queries.js';
import type { Team } from '../../api/contract.js';
import { useCan, useMe } from '../../api/use-me.js';
import { ObjectNotFound } from '../../components/object-not-found.js';
import { QueryView } from '../../components/query-view.js';
import { SubjectTable } from '../../components/subject/subject-table.js';
import { TeamDialog } from '../../forms/team-dialog.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { PageHead } from '../../ui/page-head.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { TableSkeleton, TextSkeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import classes from './teams-page.module.css';
import { TEAM_SEARCH } from './search.js';

export function TeamPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/teams/$slug' });
  const query = useQuery(teamOf(slug));
  return (
    <>
      {!query.data && <PageHead title={slug} up={{ to: paths.teams(), label: t('teams:title') }} />}
      <QueryView
        query={query}
        needs="team:read"
        skeleton={<TextSkeleton what={slug} lines={5} />}
        notFound={(error) => <ObjectNotFound kind={t('teams:kind')} name={slug} error={error} />}
      >
        {(team) => <TeamView team={team} />}
      </QueryView>
    </>
  );
}

function TeamView({ team }: { team: Team }): ReactElement {
  const t = useT();
  const writer = useCan('team:write');
  const [{ dialog }, set] = useUrlState(TEAM_SEARCH);
  const close = (): void => set({ dialog: null }, { replace: true });
  return (
    <>
      <PageHead
        title={team.name}
        up={{ to: paths.teams(), label: t('teams:title') }}
        lead={team.description}
        status={
          <>
            <Tag>{team.territory}</Tag>
            {team.sample && <SampleTag />}
          </>
        }
        actions={
          writer && (
            <>
              <Button variant="subtle" color="gray" onClick={() => set({ dialog: 'delete' })}>
                {t('common:delete')}
              </Button>
              <Button variant="default" onClick={() => set({ dialog: 'edit' })}>
                {t('common:edit')}
              </Button>
            </>
          )
        }
      />
      <TeamSubjects team={team} />
      <TeamMembers members={team.members} />
      <TeamPaging team={team} />
      {dialog === 'edit' && <TeamDialog team={team} onClose={close} />}
      {dialog === 'delete' && (
        <TypedDelete
          noun="teams"
          thing={team}
          event="team.changed"
          send={(request) => client.DELETE('/teams/{slug}', request)}
          blocked={
            team.subjects > 0 ? t('teams:delete.hasSubjects', { count: team.subjects }) : undefined
          }
          leaveTo={paths.teams()}
          onClose={close}
        />
      )}
    </>
  );
}

function TeamSubjects({ team }: { team: Team }): ReactElement {
  const t = useT();
  const [{ sort }, set] = useUrlState(TEAM_SEARCH);
  const query = useQuery(allSubjects(null));
  return (
    <section className="ls-section">
      <h2>{t('teams:subjects')}</h2>
      <QueryView
        query={query}
        needs="subject:read"
        skeleton={<TableSkeleton what={t('teams:subjects')} rows={4} />}
      >
        {(subjects) => {
          const own = subjects.filter((subject) => subject.team?.slug === team.slug);
          if (own.length === 0) return <p className="ls-quiet ls-small">{t('teams:noSubjects')}</p>;
          return (
            <SubjectTable
              subjects={own}
              sort={sort}
              onSort={(next) => set({ sort: next }, { replace: true })}
            />
          );
        }}
      </QueryView>
    </section>
  );
}

/** Schedules that are the team's, and the policies that serve it. */
function TeamPaging({ team }: { team: Team }): ReactElement | null {
  const t = useT();
  const duties = useQuery({ ...allOnCall(null), enabled: useCan('schedule:read') }).data;
  const all = useQuery({ ...allPolicies, enabled: useCan('policy:read') }).data;
  if (duties === undefined && all === undefined) return null;
  const own = duties?.filter((duty) => duty.team === team.slug) ?? [];
  const serving = all?.filter(({ serves }) => serves.teams.includes(team.slug)) ?? [];
  return (
    <section className="ls-section">
      <h2>{t('teams:paging')}</h2>
      {own.length + serving.length === 0 ? (
        <p className="ls-quiet ls-small">{t('teams:noPaging')}</p>
      ) : (
        <ul className={classes.members}>
          {own.map(({ schedule, name }) => (
            <li key={schedule}>
              <AppLink to={paths.schedule(schedule)} className="ls-link">
                {name}
              </AppLink>
            </li>
          ))}
          {serving.map(({ slug, name, territory }) => (
            <li key={slug}>
              <AppLink to={paths.policy(slug)} className="ls-link">
                {t('teams:policy', { name, territory })}
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function TeamMembers({ members }: { members: readonly string[] }): ReactElement {
  const t = useT();
  const me = useMe();
  return (
    <section className="ls-section">
      <h2>{t('teams:members')}</h2>
      {members.length === 0 ? (
        <p className="ls-quiet ls-small">{t('teams:noMembers')}</p>
      ) : (
        <ul className={classes.members}>
          {members.map((member) => (
            <li key={member}>
              {member}
              {member === me?.email && <span className="ls-quiet">{t('teams:you')}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
