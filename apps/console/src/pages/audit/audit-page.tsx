import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ReactElement } from 'react';
import type { AuditFilter } from '../../api/contract.js';
import { auditPages } from '../../api/audit-queries.js';
import { useCan } from '../../api/use-me.js';
import { AuditExport } from '../../components/audit/audit-export.js';
import { AuditTable } from '../../components/audit/audit-table.js';
import classes from '../../components/audit/audit.module.css';
import { NewEntries } from '../../components/audit/new-entries.js';
import { useChainCheck } from '../../components/audit/verify-chain.js';
import { QueryView } from '../../components/query-view.js';
import { cliLine } from '../../components/slo/commands.js';
import { useNow } from '../../hooks/use-now.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useZone } from '../../hooks/use-zone.js';
import { useT } from '../../i18n/use-t.js';
import { FilterBar, FilterSelect, SearchField } from '../../ui/filter-bar.js';
import { PageHead } from '../../ui/page-head.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState, FilteredEmptyState } from '../../ui/states.js';
import { PERIODS, periodStart } from '../../util/period.js';
import { oneOf, oneOfText, text } from '../../util/url-state.js';

const ACTIONS = ['slo.', 'subject.', 'team.', 'environment.', 'catalog.', 'rules.', 'user.', 'token.', 'invitation.', 'territory.', 'session.', 'sample.'];
const fields = { q: text(), actor: text(), subject: text(), action: oneOfText(), period: oneOf(PERIODS), territory: oneOfText(), open: oneOfText() };
const UNFILTERED = { q: '', actor: '', subject: '', action: null, period: null } as const;

/** The filter of the address as the API takes it, the territory of the top bar included; relative periods start at full minutes. */
function useAuditFilter(): AuditFilter {
  const [{ q, actor, subject, action, period, territory }] = useUrlState(fields);
  const { zone } = useZone();
  const minute = useNow(60_000);
  return useMemo(() => {
    const wishes = { q, actor, subject, action: action ?? '', territory: territory ?? '', from: period ? periodStart(period, minute, zone) : '' };
    return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== ''));
  }, [q, actor, subject, action, period, territory, zone, minute]);
}

export function AuditPage(): ReactElement {
  const t = useT();
  const reader = useCan('audit:read');
  const verifier = useCan('audit:verify');
  const filter = useAuditFilter();
  const chain = useChainCheck();
  return (
    <>
      <PageHead
        title={t('audit:title')} lead={t('audit:lead')}
        actions={<>{reader && <AuditExport filter={filter} />}{verifier && chain.button}</>}
      />
      {chain.result}
      <AuditFilters />
      <AuditList filter={filter} />
    </>
  );
}

function AuditFilters(): ReactElement {
  const t = useT();
  const [{ q, actor, subject, action, period }, set] = useUrlState(fields);
  const search = useCallback((value: string) => set({ q: value }, { replace: true }), [set]);
  const labels = { today: t('audit:filter.today'), week: t('audit:filter.week'), month: t('audit:filter.month') };
  return (
    <FilterBar
      filtered={[q, actor, subject].some(Boolean) || action !== null || period !== null}
      onClear={() => set(UNFILTERED)}
    >
      <SearchField label={t('audit:filter.search')} value={q} onChange={search} />
      <FilterSelect
        label={t('audit:filter.action')} all={t('audit:filter.allActions')} value={action} onChange={(next) => set({ action: next })}
        options={ACTIONS.map((prefix) => ({ value: prefix, label: `${prefix}*` }))}
      />
      <FilterSelect
        label={t('audit:filter.period')} all={t('audit:filter.always')} value={period} options={PERIODS.map((value) => ({ value, label: labels[value] }))}
        onChange={(next) => set({ period: PERIODS.find((one) => one === next) ?? null })}
      />
      {actor !== '' && (
        <TextInput aria-label={t('audit:filter.actor')} value={actor} leftSection={<span className="ls-tiny ls-quiet">{t('audit:filter.actor')}</span>} leftSectionWidth={64} onChange={(event) => set({ actor: event.currentTarget.value }, { replace: true })} />
      )}
      {subject !== '' && (
        <TextInput aria-label={t('audit:filter.subject')} value={subject} leftSection={<span className="ls-tiny ls-quiet">{t('audit:filter.subject')}</span>} leftSectionWidth={64} onChange={(event) => set({ subject: event.currentTarget.value }, { replace: true })} />
      )}
    </FilterBar>
  );
}

function AuditList({ filter }: { filter: AuditFilter }): ReactElement {
  const t = useT();
  const [{ open }, set] = useUrlState(fields);
  const query = useInfiniteQuery(auditPages(filter));
  const filtered = Object.keys(filter).length > 0;
  return (
    <QueryView query={query} needs="audit:read" errorTitle={t('audit:failed')} skeleton={<TableSkeleton what={t('audit:title')} rows={14} />}>
      {({ pages }) => {
        const events = pages.flatMap(({ items }) => items);
        if (events.length === 0) {
          if (filtered) return <FilteredEmptyState total={null} onClear={() => set({ ...UNFILTERED, territory: null })} />;
          return <EmptyState title={t('audit:empty.title')} cli={cliLine('audit tail')}><p>{t('audit:empty.text')}</p></EmptyState>;
        }
        return (
          <>
            <NewEntries filter={filter} newest={events[0]?.seq ?? 0} onShow={() => void query.refetch()} />
            <AuditTable events={events} open={open} onOpen={(seq) => set({ open: seq }, { replace: true })} />
            <div className={classes.more}>
              {query.hasNextPage && <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>{t('common:loadMore')}</Button>}
              <span className="ls-quiet ls-small">{t('audit:shown', { count: events.length })}. {!query.hasNextPage && t('audit:end')}</span>
            </div>
          </>
        );
      }}
    </QueryView>
  );
}
