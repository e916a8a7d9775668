import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { sloOf } from '../../api/queries.js';
import type { SloDetail } from '../../api/contract-slo.js';
import { CursorContext, createCursorBus } from '../../charts/cursor-bus.js';
import { ObjectNotFound } from '../../components/object-not-found.js';
import { WhoIsPaged } from '../../components/paging/who-is-paged.js';
import { QueryView } from '../../components/query-view.js';
import { Fresh } from '../../components/slo/fresh.js';
import { usePageData } from '../../stores/page-data.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { PageHead } from '../../ui/page-head.js';
import { paths } from '../../util/paths.js';
import { AlertsSection } from './alerts-section.js';
import { ArithmeticPanel } from './arithmetic-panel.js';
import { BurnDownSection } from './burn-down-section.js';
import { BurnRatesSection } from './burn-rates-section.js';
import { DetectionSection } from './detection-section.js';
import { DetailSkeleton } from './detail-skeleton.js';
import { DefinitionSection } from './definition-section.js';
import { HistorySection } from './history-section.js';
import { SloHead } from './slo-head.js';
import { Tiles } from './tiles.js';
import { SLO_SEARCH } from './search.js';

function Detail({ slo }: { slo: SloDetail }): ReactElement {
  const [{ range, math, pair, view }, set] = useUrlState(SLO_SEARCH);
  usePageData('slo', slo);
  const bus = useMemo(() => createCursorBus(), []);
  return (
    <CursorContext value={bus}>
      <SloHead slo={slo} view={view} />
      <WhoIsPaged
        about={{
          territory: slo.territory,
          subject: slo.subject.slug,
          team: slo.team?.slug ?? null,
        }}
        slo={slo.slug}
      />
      <Fresh asOf={slo.reading?.asOf}>
        <Tiles slo={slo} />
        <ArithmeticPanel slo={slo} open={math} onToggle={() => set({ math: !math })} />
        <BurnDownSection slo={slo} range={range} onRange={(next) => set({ range: next })} />
        <BurnRatesSection slug={slo.slug} open={pair} onOpen={(next) => set({ pair: next })} />
        <AlertsSection slo={slo} />
        <DetectionSection slug={slo.slug} />
      </Fresh>
      <DefinitionSection slo={slo} />
      <HistorySection slug={slo.slug} />
    </CursorContext>
  );
}

/** One objective: what is promised, what was measured, what is left, how it is being used, and how it is defined. */
export function SloDetailPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/slos/$slug' });
  const query = useQuery(sloOf(slug));
  const bare = <PageHead title={slug} up={{ to: paths.slos(), label: t('slo-detail:up') }} />;
  return (
    <>
      {query.data === undefined && bare}
      <QueryView
        query={query}
        needs="slo:read"
        errorTitle={t('slo-detail:failed')}
        notFound={(error) => (
          <ObjectNotFound kind={t('slo-detail:what')} name={slug} error={error} left="slo" />
        )}
        skeleton={<DetailSkeleton what={slug} />}
      >
        {(slo) => <Detail slo={slo} />}
      </QueryView>
    </>
  );
}
