import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { OnCall } from '../../api/contract.js';
import { allOnCall } from '../../api/oncall-queries.js';
import { useCan } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { applyCommand } from '../../components/slo/commands.js';
import { CoverDialog } from '../../forms/cover-dialog.js';
import { useNow } from '../../hooks/use-now.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { DataTable } from '../../table/data-table.js';
import { AppLink } from '../../ui/app-link.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { paths } from '../../util/paths.js';
import { DutyCard } from './duty-card.js';
import { dutyColumns } from './duty-columns.js';
import { OwnDuties, GapNotice } from './duty-sentences.js';
import { ON_CALL_SEARCH } from './search.js';

/** Who is on call now, by schedule, and whether I am. */
export function OnCallPage(): ReactElement {
  const t = useT();
  const [territory] = useTerritory();
  const query = useQuery(allOnCall(territory));
  const reader = useCan('policy:read');
  const writer = useCan('schedule:write');
  const create = writer && (
    <Button component={AppLink} to={paths.scheduleNew()}>
      {t('oncall:new')}
    </Button>
  );
  const some = (query.data?.length ?? 0) > 0;
  return (
    <>
      <PageHead
        title={t('oncall:title')}
        lead={some && query.data && <OwnDuties duties={query.data} />}
        actions={
          <>
            {reader && (
              <Button component={AppLink} to={paths.policies()} variant="subtle" color="gray">
                {t('oncall:policies')}
              </Button>
            )}
            {some && create}
          </>
        }
      />
      <QueryView
        query={query}
        needs="schedule:read"
        errorTitle={t('oncall:failed')}
        skeleton={<TableSkeleton what={t('oncall:list')} rows={4} columns={4} />}
      >
        {(duties) =>
          duties.length === 0 ? (
            <EmptyState
              title={t('oncall:empty.title')}
              action={create}
              cli={applyCommand('schedules.yaml')}
            >
              <p>{t('oncall:empty.text')}</p>
            </EmptyState>
          ) : (
            <DutyList duties={duties} />
          )
        }
      </QueryView>
    </>
  );
}

function DutyList({ duties }: { duties: readonly OnCall[] }): ReactElement {
  const t = useT();
  const now = useNow();
  const [{ sort, cover }, set] = useUrlState(ON_CALL_SEARCH);
  const open = useMemo(() => (slug: string) => set({ cover: slug }), [set]);
  const columns = useMemo(() => dutyColumns(t, open), [t, open]);
  const covered = duties.find(({ schedule }) => schedule === cover);
  return (
    <>
      <GapNotice duties={duties} />
      <DataTable
        label={t('oncall:list')}
        rows={duties}
        columns={columns}
        rowId={({ schedule }) => schedule}
        href={({ schedule }) => paths.schedule(schedule)}
        sort={sort}
        onSort={(next) => set({ sort: next }, { replace: true })}
        card={(duty) => <DutyCard duty={duty} onCover={open} />}
      />
      {covered && (
        <CoverDialog
          key={covered.schedule}
          schedule={{ ...covered, slug: covered.schedule }}
          turn={{
            start: now,
            end: covered.until === null ? null : new Date(covered.until),
            user: covered.user,
          }}
          onClose={() => set({ cover: null }, { replace: true })}
        />
      )}
    </>
  );
}
