import { SUBJECT_KINDS } from '#contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allSubjects } from '../../api/catalog-queries.js';
import type { Subject } from '../../api/contract.js';
import { useCan } from '../../api/use-me.js';
import { applyCommand } from '../../components/slo/commands.js';
import { QueryView } from '../../components/query-view.js';
import { filterSubjects } from '../../components/subject/filter-subjects.js';
import { SubjectTable } from '../../components/subject/subject-table.js';
import { KIND_PLURAL } from '../../components/subject/subject-words.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useListState } from '../../hooks/use-list-state.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FacetStrip } from '../../ui/facet-strip.js';
import { FilterBar, FilterSelect, SearchField } from '../../ui/filter-bar.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState, FilteredEmptyState } from '../../ui/states.js';
import { countBy } from '../../util/facets.js';
import { paths } from '../../util/paths.js';
import { SUBJECTS_SEARCH } from './search.js';

export function SubjectsPage(): ReactElement {
  const t = useT();
  const writer = useCan('subject:write');
  const [territory] = useTerritory();
  const query = useQuery(allSubjects(territory));
  return (
    <>
      <PageHead
        title={t('subjects:title')}
        lead={t('subjects:lead')}
        actions={
          writer &&
          query.data?.length !== 0 && (
            <Button component={AppLink} to={paths.subjectNew()}>
              {t('subjects:new')}
            </Button>
          )
        }
      />
      <QueryView
        query={query}
        needs="subject:read"
        errorTitle={t('subjects:failed')}
        skeleton={<TableSkeleton what={t('subjects:title')} rows={12} columns={7} />}
      >
        {(subjects) =>
          subjects.length === 0 ? (
            <NoSubjects writer={writer} />
          ) : (
            <SubjectList subjects={subjects} />
          )
        }
      </QueryView>
    </>
  );
}

function NoSubjects({ writer }: { writer: boolean }): ReactElement {
  const t = useT();
  return (
    <EmptyState
      title={t('subjects:empty.title')}
      cli={applyCommand('catalog/')}
      action={
        writer && (
          <Button component={AppLink} to={paths.subjectNew()}>
            {t('subjects:new')}
          </Button>
        )
      }
    >
      <p>{t('subjects:empty.text')}</p>
    </EmptyState>
  );
}

function SubjectList({ subjects }: { subjects: readonly Subject[] }): ReactElement {
  const t = useT();
  const list = useListState(SUBJECTS_SEARCH, ['q', 'kind', 'team']);
  const { state: filters, set, clear } = list;
  const anyKind = filterSubjects(subjects, { ...filters, kind: null });
  const counts = countBy(anyKind, SUBJECT_KINDS, ({ kind }) => kind);
  const shown = filterSubjects(subjects, filters);
  const teams = [
    ...new Map(subjects.flatMap(({ team }) => (team ? [[team.slug, team.name] as const] : []))),
  ];
  return (
    <>
      <FacetStrip
        label={t('subjects:filter.kind')}
        chosen={filters.kind}
        onChoose={(kind) => set({ kind })}
        facets={SUBJECT_KINDS.map((kind) => ({
          id: kind,
          label: t(KIND_PLURAL[kind]),
          count: counts[kind],
        }))}
      />
      <FilterBar filtered={list.filtered} onClear={clear}>
        <SearchField label={t('subjects:searchLabel')} value={filters.q} onChange={list.onSearch} />
        <FilterSelect
          label={t('subjects:filter.team')}
          all={t('subjects:filter.allTeams')}
          value={filters.team}
          onChange={(team) => set({ team })}
          options={teams.map(([value, label]) => ({ value, label }))}
        />
      </FilterBar>
      {shown.length === 0 ? (
        <FilteredEmptyState total={subjects.length} onClear={clear} />
      ) : (
        <SubjectTable subjects={shown} sort={filters.sort} onSort={list.onSort} />
      )}
    </>
  );
}
