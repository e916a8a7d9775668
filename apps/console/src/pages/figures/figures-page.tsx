import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { IncidentFigures } from '../../api/contract.js';
import { figuresOf } from '../../api/incident-queries.js';
import { QueryView } from '../../components/query-view.js';
import { cliLine } from '../../components/slo/commands.js';
import { useListState } from '../../hooks/use-list-state.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { DataTable } from '../../table/data-table.js';
import { FilterBar, FilterSelect } from '../../ui/filter-bar.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import classes from './figures.module.css';
import { FigureCard } from './figure-card.js';
import { figureColumns } from './figure-columns.js';
import { FIGURE_DAYS, FIGURES_SEARCH } from './search.js';

type Group = IncidentFigures['subjects'][number];

/** How quickly incidents were heard of, taken on and resolved, by team and subject. */
export function FiguresPage(): ReactElement {
  const t = useT();
  const { state, set, filtered, clear } = useListState(FIGURES_SEARCH, ['days']);
  const [territory] = useTerritory();
  const query = useQuery(figuresOf(Number(state.days), territory));
  return (
    <>
      <PageHead
        title={t('figures:title')}
        lead={t('figures:lead')}
        up={{ to: paths.incidents(), label: t('incidents:title') }}
      />
      <FilterBar filtered={filtered} onClear={clear}>
        <FilterSelect
          label={t('figures:days')}
          all={t('figures:lastDays', { days: 30 })}
          value={state.days === '30' ? null : state.days}
          onChange={(value) => set({ days: FIGURES_SEARCH.days.read(value ?? undefined) })}
          options={FIGURE_DAYS.filter((days) => days !== '30').map((days) => ({
            value: days,
            label: t('figures:lastDays', { days: Number(days) }),
          }))}
        />
      </FilterBar>
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('figures:failed')}
        skeleton={<TableSkeleton what={t('figures:title')} rows={5} columns={6} />}
      >
        {(figures) => <Figures figures={figures} />}
      </QueryView>
    </>
  );
}

function Figures({ figures }: { figures: IncidentFigures }): ReactElement {
  const t = useT();
  const { total, teams, subjects, leftOut } = figures;
  if (total.incidents === 0)
    return (
      <EmptyState title={t('figures:none')} cli={cliLine('incident figures')}>
        <p>{t('figures:leftOut', leftOut)}</p>
      </EmptyState>
    );
  const all: Group = { slug: null, name: null, ...total };
  return (
    <>
      <Table title={t('figures:total')} groups={[all]} none={t('figures:all')} />
      <Table
        title={t('figures:byTeam')}
        groups={teams}
        none={t('figures:noTeam')}
        href={paths.team}
      />
      <Table
        title={t('figures:bySubject')}
        groups={subjects}
        none={t('figures:noSubject')}
        href={paths.subject}
      />
      <Definitions leftOut={leftOut} />
    </>
  );
}

function Table({
  title,
  groups,
  none,
  href,
}: {
  title: string;
  groups: readonly Group[];
  /** What those are called that are about none. */
  none: string;
  href?: (slug: string) => Path;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const columns = useMemo(
    () => figureColumns(t, language, { title, none, href }),
    [t, language, title, none, href],
  );
  return (
    <section className="ls-section">
      <h2>{title}</h2>
      <DataTable
        label={title}
        rows={groups}
        columns={columns}
        rowId={({ slug }) => slug ?? '-'}
        rowHeight={52}
        card={(group) => <FigureCard group={group} columns={columns} />}
      />
    </section>
  );
}

/** What each figure is, in words, and what is in none. */
function Definitions({ leftOut }: Pick<IncidentFigures, 'leftOut'>): ReactElement {
  const t = useT();
  return (
    <section className="ls-section">
      <h2>{t('figures:definitions')}</h2>
      <dl className={classes.definitions}>
        <dt>{t('figures:short.mttd')}</dt>
        <dd>{t('figures:says.detect')}</dd>
        <dt>{t('figures:short.mtta')}</dt>
        <dd>{t('figures:says.acknowledge')}</dd>
        <dt>{t('figures:short.mttr')}</dt>
        <dd>{t('figures:says.resolve')}</dd>
        <dt>{t('figures:column.recovered')}</dt>
        <dd>{t('figures:says.recovered')}</dd>
      </dl>
      <p className="ls-small ls-quiet">{t('figures:rules')}</p>
      <p className="ls-small ls-quiet">{t('figures:leftOut', leftOut)}</p>
    </section>
  );
}
