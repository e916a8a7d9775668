import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { CursorContext, createCursorBus } from '../../charts/cursor-bus.js';
import { DetectionChart } from '../../charts/detection-chart.js';
import { QueryView } from '../../components/query-view.js';
import { useT } from '../../i18n/use-t.js';
import { ChartSkeleton } from './chart-skeleton.js';
import { Section } from './section.js';

/** When the alerts of this objective would page, before anything happens. Its axis is no time, so its cursor is its own. */
export function DetectionSection({ slug }: { slug: string }): ReactElement {
  const t = useT();
  const query = useQuery(
    api.queryOptions('get', '/slos/{slug}/detection-envelope', { params: { path: { slug } } }),
  );
  const bus = useMemo(() => createCursorBus(), []);
  return (
    <Section title={t('slo-detail:detection.title')} lead={t('slo-detail:detection.lead')}>
      <QueryView
        query={query}
        needs="slo:read"
        errorTitle={t('slo-detail:detection.failed')}
        skeleton={<ChartSkeleton />}
      >
        {(envelope) => (
          <CursorContext value={bus}>
            <DetectionChart envelope={envelope} name={`${slug}-detection`} />
          </CursorContext>
        )}
      </QueryView>
    </Section>
  );
}
