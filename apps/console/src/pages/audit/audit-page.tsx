import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AuditFilter } from '../../api/contract.js';
import { auditPages, newestPage } from '../../api/audit-queries.js';
import { useCan } from '../../api/use-me.js';
import { AuditExport } from '../../components/audit/audit-export.js';
import { AuditTable } from '../../components/audit/audit-table.js';
import classes from '../../components/audit/audit.module.css';
import { NewEntries } from '../../components/audit/new-entries.js';
import { useChainCheck } from '../../components/audit/verify-chain.js';
import { QueryView } from '../../components/query-view.js';
import { cliLine } from '../../components/slo/commands.js';
import { useListState } from '../../hooks/use-list-state.js';
import { useT } from '../../i18n/use-t.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState, FilteredEmptyState } from '../../ui/states.js';
import { AuditFilters } from './audit-filters.js';
import { AUDIT_FILTERS, AUDIT_SEARCH } from './search.js';
import { useAuditFilter } from './use-audit-filter.js';

export function AuditPage(): ReactElement {
  const t = useT();
  const reader = useCan('audit:read');
  const verifier = useCan('audit:verify');
  const filter = useAuditFilter();
  const chain = useChainCheck();
  return (
    <>
      <PageHead
        title={t('audit:title')}
        lead={t('audit:lead')}
        actions={
          <>
            {reader && <AuditExport filter={filter} />}
            {verifier && chain.button}
          </>
        }
      />
      {chain.result}
      {reader && <AuditFilters />}
      <AuditList filter={filter} />
    </>
  );
}

function AuditList({ filter }: { filter: AuditFilter }): ReactElement {
  const t = useT();
  const { state, set, clear } = useListState(AUDIT_SEARCH, [...AUDIT_FILTERS, 'territory']);
  const queries = useQueryClient();
  const query = useInfiniteQuery(auditPages(filter));
  const filtered = Object.keys(filter).length > 0;
  return (
    <QueryView
      query={query}
      needs="audit:read"
      errorTitle={t('audit:failed')}
      skeleton={<TableSkeleton what={t('audit:title')} rows={14} />}
    >
      {({ pages }) => {
        const events = pages.flatMap(({ items }) => items);
        if (events.length === 0) {
          if (filtered) return <FilteredEmptyState total={null} onClear={clear} />;
          return (
            <EmptyState title={t('audit:empty.title')} cli={cliLine('audit tail')}>
              <p>{t('audit:empty.text')}</p>
            </EmptyState>
          );
        }
        return (
          <>
            <NewEntries
              filter={filter}
              newest={events[0]?.seq ?? 0}
              onShow={() => newestPage(queries, filter)}
            />
            <AuditTable
              events={events}
              open={state.open}
              onOpen={(seq) => set({ open: seq }, { replace: true })}
            />
            <div className={classes.more}>
              {query.hasNextPage && (
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('common:loadMore')}
                </Button>
              )}
              <span className="ls-quiet ls-small">
                {t('audit:shown', { count: events.length })}. {!query.hasNextPage && t('audit:end')}
              </span>
            </div>
          </>
        );
      }}
    </QueryView>
  );
}
