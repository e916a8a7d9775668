import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { ReactElement } from 'react';
import { openPages } from '../../api/incident-queries.js';
import { sloList } from '../../api/queries.js';
import type { SloList } from '../../api/contract-slo.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useCan, useMe } from '../../api/use-me.js';
import { useSystemStatus } from '../../api/use-system-status.js';
import { QueryView } from '../../components/query-view.js';
import { Fresh } from '../../components/slo/fresh.js';
import { usePageData } from '../../stores/page-data.js';
import { useGo } from '../../hooks/use-go.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useWhenIdle } from '../../hooks/use-when-idle.js';
import { withTexts } from '../../i18n/setup.js';
import { useT } from '../../i18n/use-t.js';
import { useRowKeys } from '../../table/use-row-keys.js';
import { AppLink } from '../../ui/app-link.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { PageHead } from '../../ui/page-head.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { latePart } from '../../ui/late-part.js';
import { EmptyState } from '../../ui/states.js';
import { TimeText } from '../../ui/time-text.js';
import { applyCommand } from '../../components/slo/commands.js';
import { paths } from '../../util/paths.js';
import { attentionOf, soonest } from './attention.js';
import type { Attention } from './attention.js';
import { AttentionList } from './attention-list.js';
import { AllIsWell } from './all-is-well.js';
import { CountLinks } from './count-links.js';
import { PagedNow } from './paged-now.js';
import { SoonestTable } from './soonest-table.js';
import { countsOf } from './counts.js';
import classes from './now.module.css';

/** Only where the sample service runs; its switches are not what anybody comes for first. */
const GettingStarted = latePart(
  () => withTexts('getting-started', () => import('./getting-started.js')),
  'GettingStarted',
);
const SampleCard = latePart(
  () => withTexts('sample', () => import('./sample-card.js')),
  'SampleCard',
);
const ArmCard = latePart(
  () => withTexts('ring', () => import('../../components/ring/arm-card.js')),
  'ArmCard',
);
const HandedOver = latePart(
  () => withTexts('oncall', () => import('./handed-over.js')),
  'HandedOver',
);
const MAX_SHOWN = 12;
const SOONEST = 5;

/** The state of servers is always current; that of objectives is dimmed once readings stop coming. */
function NeedsAttention({
  items,
  asOf,
}: {
  items: readonly Attention[];
  asOf: string | null;
}): ReactElement {
  const t = useT();
  const shown = items.slice(0, MAX_SHOWN);
  const servers = shown.filter(({ kind }) => kind === 'dependency');
  const slos = shown.filter(({ kind }) => kind !== 'dependency');
  return (
    <section aria-labelledby="attention-title">
      <h2 id="attention-title" className={classes.heading}>
        {t('now:attention.title')} <span className="ls-quiet ls-num">{items.length}</span>
      </h2>
      {servers.length > 0 && <AttentionList items={servers} />}
      {slos.length > 0 && (
        <Fresh asOf={asOf}>
          <AttentionList items={slos} more={servers.length > 0} />
        </Fresh>
      )}
      {items.length > MAX_SHOWN && (
        <AppLink to={paths.slos()} className="ls-link ls-small">
          {t('now:attention.more', { count: items.length - MAX_SHOWN })}
        </AppLink>
      )}
    </section>
  );
}

function Overview({
  list,
  calm,
}: {
  list: SloList;
  /** Whether it is known that no incident pages anybody. */
  calm: boolean;
}): ReactElement {
  const t = useT();
  const status = useSystemStatus();
  const keys = useRowKeys<HTMLDivElement>();
  const [territory] = useTerritory();
  const rows =
    territory === null ? list.items : list.items.filter((row) => row.territory === territory);
  const items = attentionOf(status.data, rows);
  const counts = territory === null ? list.counts : countsOf(rows);
  return (
    <div ref={keys}>
      <Fresh asOf={list.asOf}>
        <CountLinks counts={counts} />
      </Fresh>
      {items.length === 0 && calm && (
        <AllIsWell met={counts.budget['healthy'] ?? 0} statusKnown={status.error === null} />
      )}
      {items.length > 0 && <NeedsAttention items={items} asOf={list.asOf} />}
      <Fresh asOf={list.asOf}>
        <section className={classes.part} aria-labelledby="soonest-title">
          <div className={classes.partHead}>
            <h2 id="soonest-title">{t('now:soonest.title')}</h2>
            <AppLink to={paths.slos()} className="ls-link ls-small">
              {t('now:soonest.all')}
            </AppLink>
          </div>
          <SoonestTable rows={soonest(rows, SOONEST)} exhausted={counts.budget['exhausted'] ?? 0} />
        </section>
      </Fresh>
    </div>
  );
}

function NothingYet(): ReactElement {
  const t = useT();
  const go = useGo();
  const writer = useCan('slo:write');
  return (
    <EmptyState
      title={t('now:empty.title')}
      cli={applyCommand('slo.yaml')}
      action={
        writer && <Button onClick={() => go(paths.sloNew())}>{t('slo-list:empty.action')}</Button>
      }
    >
      <p>{t('now:empty.text')}</p>
    </EmptyState>
  );
}

/** What needs attention now, most urgent first; what to try when nothing does. */
export function NowPage(): ReactElement {
  const t = useT();
  const status = useSystemStatus();
  const me = useMe();
  const query = useQuery(sloList);
  const [territory] = useTerritory();
  const paged = useQuery(openPages(territory));
  const rows = query.data?.items ?? [];
  const sampleTerritories = rows.filter(({ sample }) => sample).map(({ territory }) => territory);
  const mayBreak = mayIn(me, 'sample:write', sampleTerritories);
  const asOf = query.data?.asOf;
  const idle = useWhenIdle(query.data !== undefined);
  usePageData('slos', query.data);
  return (
    <>
      <PageHead
        title={t('now:title')}
        status={
          asOf ? (
            <span className="ls-small ls-quiet" title={t('slos:asOfLabel')}>
              {t('slos:asOf', { at: '' })}
              <TimeText at={asOf} show="time" />
            </span>
          ) : undefined
        }
      />
      <div className={classes.page}>
        <div>
          <PagedNow query={paged} />
          {idle && (
            <ErrorBoundary>
              <Suspense fallback={null}>
                <HandedOver />
              </Suspense>
            </ErrorBoundary>
          )}
          <QueryView
            query={query}
            needs="slo:read"
            errorTitle={t('now:failed')}
            skeleton={<TextSkeleton lines={8} what={t('now:loading')} />}
          >
            {(list) =>
              list.counts.total === 0 ? (
                <NothingYet />
              ) : (
                <Overview list={list} calm={paged.data?.length === 0 && paged.error === null} />
              )
            }
          </QueryView>
        </div>
        <aside className={classes.side} aria-label={t('now:start')} data-print="no">
          {idle && (
            <ErrorBoundary>
              <Suspense fallback={null}>
                <ArmCard />
              </Suspense>
            </ErrorBoundary>
          )}
          {idle && status.data?.sample === true && mayBreak && (
            <ErrorBoundary>
              <Suspense fallback={null}>
                <SampleCard rows={rows} />
              </Suspense>
            </ErrorBoundary>
          )}
          {idle && (
            <ErrorBoundary>
              <Suspense fallback={null}>
                <GettingStarted rows={query.data?.items} />
              </Suspense>
            </ErrorBoundary>
          )}
        </aside>
      </div>
    </>
  );
}
