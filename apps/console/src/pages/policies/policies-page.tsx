import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { asApiError } from '../../api/api-error.js';
import type { EscalationPolicy } from '../../api/contract.js';
import { allPolicies } from '../../api/oncall-queries.js';
import { allReach } from '../../api/policy-queries.js';
import { useCan } from '../../api/use-me.js';
import { useDuties, useScheduleName } from '../../components/policy/target-text.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { QueryView } from '../../components/query-view.js';
import { applyCommand } from '../../components/slo/commands.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { DataTable } from '../../table/data-table.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { paths } from '../../util/paths.js';
import { PolicyCard } from './policy-card.js';
import { policyColumns } from './policy-columns.js';
import { POLICIES_SEARCH } from './search.js';

/** Escalation policies, and whom each reaches right now. */
export function PoliciesPage(): ReactElement {
  const t = useT();
  const writer = useCan('policy:write');
  const [territory] = useTerritory();
  const query = useQuery(allPolicies);
  const create = writer && (
    <Button component={AppLink} to={paths.policyNew()}>
      {t('policies:new')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('policies:title')}
        lead={t('policies:lead')}
        up={{ to: paths.onCall(), label: t('policies:onCall') }}
        actions={query.data?.length !== 0 && create}
      />
      <QueryView
        query={query}
        needs="policy:read"
        errorTitle={t('policies:failed')}
        skeleton={<TableSkeleton what={t('policies:list')} rows={4} columns={4} />}
      >
        {(all) => {
          const policies = all.filter((one) => (territory ?? one.territory) === one.territory);
          return policies.length === 0 ? (
            <EmptyState
              title={t('policies:empty.title')}
              action={create}
              cli={applyCommand('policies.yaml')}
            >
              <p>{t('policies:empty.text')}</p>
            </EmptyState>
          ) : (
            <PolicyList policies={policies} territory={territory} />
          );
        }}
      </QueryView>
    </>
  );
}

function PolicyList({
  policies,
  territory,
}: {
  policies: readonly EscalationPolicy[];
  territory: string | null;
}): ReactElement {
  const t = useT();
  const [{ sort }, set] = useUrlState(POLICIES_SEARCH);
  const duties = useDuties();
  const reach = useQuery(allReach(territory));
  const nameOf = useScheduleName();
  const rows = useMemo(() => {
    const bySlug = new Map(reach.data?.map((one) => [one.policy, one]));
    return policies.map((policy) => ({ policy, reach: bySlug.get(policy.slug) }));
  }, [policies, reach.data]);
  const columns = policyColumns(t, duties, nameOf);
  const mute = rows.filter((row) => row.reach?.route === null);
  return (
    <>
      {reach.error && (
        <ProblemNotice error={asApiError(reach.error)}>{t('policies:reachFailed')}</ProblemNotice>
      )}
      {mute.length > 0 && (
        <FormNotice>
          {mute.map(({ policy }) => policy.name).join(', ')}: {t('policies:reach.nobodyText')}
        </FormNotice>
      )}
      <DataTable
        label={t('policies:list')}
        rows={rows}
        columns={columns}
        rowId={({ policy }) => policy.slug}
        href={({ policy }) => paths.policy(policy.slug)}
        sort={sort}
        onSort={(next) => set({ sort: next }, { replace: true })}
        card={(row) => <PolicyCard row={row} duties={duties} nameOf={nameOf} />}
      />
    </>
  );
}
