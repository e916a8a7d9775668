import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { BurnDown, BurnDownPoint, Window } from '../api/contract-slo.js';
import { useWindowText } from '../components/slo/use-slo-text.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatFactor, formatNumber } from '../util/format/number.js';
import { formatTime } from '../util/format/time.js';
import { formatLeft } from '../components/slo/left.js';
import { burnDownSpec } from './burn-down-spec.js';
import type { BurnDownContext } from './burn-down-spec.js';
import { useBurnDownTable } from './burn-down-table.js';
import { ChartFrame } from './chart-frame.js';
import { useCursorTime } from './cursor-bus.js';
import { nearestIndex } from './keyboard.js';
import { Plot } from './plot.js';
import { useBurnDownSummary } from './use-burn-down-summary.js';

export interface BurnDownChartProps extends BurnDownContext {
  burnDown: BurnDown;
  window: Window;
  rate1h: number | null;
  /** File name of the CSV, without the ending. */
  name: string;
  tools?: ReactNode;
  height?: number;
}

/** One point in words: when, how much was left, what happened in the step. */
export function usePointText(): (point: BurnDownPoint | undefined) => string {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  return (point) => {
    if (!point) return '';
    const at = formatTime(new Date(point.at), zone, language, 'datetime');
    if (point.left === null) return t('charts:burnDown.atGap', { at });
    return t('charts:burnDown.at', {
      at, left: formatLeft(point.left, language), good: formatNumber(point.good, language), bad: formatNumber(point.bad, language),
    });
  };
}

/** The budget over its window. The end of the line is the number of the tile, from the same field of the API. */
export function BurnDownChart(props: BurnDownChartProps): ReactElement {
  const { burnDown, window, calendar, exhaustsAt, atRiskShare, rate1h, tools, name, height = 280 } = props;
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const windowText = useWindowText();
  const pointText = usePointText();
  const spec = useMemo(() => {
    const time = (at: string, style: 'time' | 'datetime'): string => formatTime(new Date(at), zone, language, style);
    return burnDownSpec(burnDown, { calendar, exhaustsAt, atRiskShare }, {
      exhausted: t('charts:burnDown.exhausted'),
      atRisk: t('charts:burnDown.atRisk', { share: formatLeft(atRiskShare, language, 0) }),
      sample: t('charts:burnDown.sample'),
      gap: t('charts:burnDown.gap'),
      now: t('charts:burnDown.now', { at: time(burnDown.asOf, 'time') }),
      ideal: t('charts:burnDown.ideal'),
      projected: exhaustsAt === null ? '' : t('charts:burnDown.projected', { rate: formatFactor(rate1h ?? 1, language), at: time(exhaustsAt, 'datetime') }),
      share: (left) => formatLeft(left, language),
      tick: (left) => formatLeft(left, language, 0),
    });
  }, [burnDown, calendar, exhaustsAt, atRiskShare, rate1h, language, zone, t]);
  const at = useCursorTime();
  const shown = burnDown.points[at === null ? burnDown.points.length - 1 : nearestIndex(spec.x, at)];
  const title = t(burnDown.kind === 'rolling' ? 'charts:burnDown.titleRolling' : 'charts:burnDown.titleCalendar', { window: windowText(window, 'bare') });
  return (
    <ChartFrame
      title={title}
      summary={useBurnDownSummary(burnDown, exhaustsAt)}
      readout={pointText(shown)}
      tools={tools}
      table={useBurnDownTable(burnDown, name)}
    >
      <Plot spec={spec} height={height} label={`${title}. ${t('charts:keys')}`} describe={(index) => pointText(burnDown.points[index])} />
    </ChartFrame>
  );
}
