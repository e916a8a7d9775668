import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import type { BurnDown, SloDetail } from '../../api/contract-slo.js';
import { BurnDownChart } from '../../charts/burn-down-chart.js';
import { timeRange } from '../../charts/burn-down-model.js';
import { calendarBounds } from '../../api/nouns/calendar-bounds.js';
import { EventChart } from '../../charts/event-chart.js';
import { AT_RISK_SHARE } from '../../api/nouns/slo-state.js';
import { QueryView } from '../../components/query-view.js';
import { usePageData } from '../../stores/page-data.js';
import { useShortcut } from '../../hooks/use-shortcut.js';
import { useT } from '../../i18n/use-t.js';
import { ChartSkeleton } from './chart-skeleton.js';
import { hasNoData, NoData } from './no-data.js';
import { Section } from './section.js';
import classes from './slo-detail.module.css';
import { RANGES } from './search.js';
import type { Range } from './search.js';

/** The query of a range: relative ones end at the reading, the whole window is the API's default. */
export function rangeQuery(range: Range, asOf: string | undefined): { from?: string; to?: string } {
  if (range === 'window' || asOf === undefined) return {};
  const days = range === '7d' ? 7 : 1;
  return { from: new Date(Date.parse(asOf) - days * 86_400_000).toISOString(), to: asOf };
}

function Charts({
  slo,
  burnDown,
  range,
  tools,
}: {
  slo: SloDetail;
  burnDown: BurnDown;
  range: Range;
  tools: ReactElement;
}): ReactElement {
  usePageData('burnDown', burnDown);
  const { objective, reading } = slo;
  const exhaustsAt = reading?.exhaustsAt ?? null;
  const calendar = useMemo(() => {
    if (objective.window.kind === 'rolling' || range !== 'window') return null;
    const { start, end } = calendarBounds(
      new Date(burnDown.asOf),
      objective.window.period,
      objective.window.timeZone,
    );
    return { start: start.getTime() / 1000, end: end.getTime() / 1000 };
  }, [objective.window, burnDown.asOf, range]);
  const xRange = useMemo(
    () => timeRange(burnDown, calendar?.end ?? null, exhaustsAt),
    [burnDown, calendar, exhaustsAt],
  );
  return (
    <div className={classes.charts}>
      <BurnDownChart
        burnDown={burnDown}
        window={objective.window}
        calendar={calendar}
        exhaustsAt={exhaustsAt}
        atRiskShare={AT_RISK_SHARE}
        allowedBad={reading?.budget.allowedBad ?? 0}
        forecastRate={reading?.burn.forecast.rate ?? null}
        name={`${slo.slug}-burn-down`}
        tools={tools}
      />
      <EventChart burnDown={burnDown} xRange={xRange} name={`${slo.slug}-events`} />
    </div>
  );
}

/** The budget over time and the events it is made of. */
export function BurnDownSection({
  slo,
  range,
  onRange,
}: {
  slo: SloDetail;
  range: Range;
  onRange: (range: Range) => void;
}): ReactElement {
  const t = useT();
  const options = api.queryOptions('get', '/slos/{slug}/burn-down', {
    params: { path: { slug: slo.slug }, query: rangeQuery(range, slo.reading?.asOf) },
  });
  const query = useQuery({
    ...options,
    placeholderData: keepPreviousData,
    enabled: !hasNoData(slo),
  });
  const tools = (
    <SegmentedControl
      size="xs"
      value={range}
      onChange={(value) => onRange(RANGES.find((one) => one === value) ?? 'window')}
      aria-label={t('charts:burnDown.range')}
      data={[
        { value: 'window', label: t('charts:burnDown.whole') },
        { value: '7d', label: t('charts:burnDown.week') },
        { value: '1d', label: t('charts:burnDown.day') },
      ]}
    />
  );
  useShortcut('t', () => onRange(RANGES[(RANGES.indexOf(range) + 1) % RANGES.length] ?? 'window'));
  if (hasNoData(slo)) return <NoData slo={slo} />;
  return (
    <Section title={t('slo-detail:burnDown.title')}>
      <QueryView
        query={query}
        needs="slo:read"
        errorTitle={t('slo-detail:burnDown.failed')}
        skeleton={<ChartSkeleton />}
      >
        {(burnDown) => <Charts slo={slo} burnDown={burnDown} range={range} tools={tools} />}
      </QueryView>
    </Section>
  );
}
