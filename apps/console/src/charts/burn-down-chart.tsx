import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { BurnDown, BurnDownPoint, Window } from '../api/contract-slo.js';
import { useWindowText } from '../hooks/use-slo-text.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatFactor, formatNumber } from '../util/format/number.js';
import { formatTime } from '../util/format/time.js';
import { windowSeconds } from '../api/nouns/error-budget.js';
import { formatLeft } from '../util/format/left.js';
import { agingOut } from './aging.js';
import { seconds } from './burn-down-model.js';
import { burnDownSpec } from './burn-down-spec.js';
import type { BurnDownContext } from './burn-down-spec.js';
import { useBurnDownTable } from './burn-down-table.js';
import { ChartFrame } from './chart-frame.js';
import { useCursorTime } from './cursor-bus.js';
import { nearestIndex } from './keyboard.js';
import { Plot } from './plot.js';
import { useBurnDownSummary } from './use-burn-down-summary.js';
import type { AgingOut } from './use-burn-down-summary.js';

export interface BurnDownChartProps extends Omit<BurnDownContext, 'aging'> {
  burnDown: BurnDown;
  window: Window;
  /** Bad events the whole window allows. */
  allowedBad: number;
  forecastRate: number | null;
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
      at,
      left: formatLeft(point.left, language),
      good: formatNumber(point.good, language),
      bad: formatNumber(point.bad, language),
    });
  };
}

const DAY = 86_400;

/** What a rolling window lets go, and the stretch to mark: only where a week is less than half of it. */
function agingOf(
  burnDown: BurnDown,
  window: Window,
  allowedBad: number,
): AgingOut & { stretch: BurnDownContext['aging'] } {
  const length = windowSeconds(window, new Date(burnDown.asOf));
  const [day, week] = [DAY, 7 * DAY].map((ahead) => agingOut(burnDown, length, allowedBad, ahead));
  const from = seconds(burnDown.from);
  const marked = week && week.bad > 0 && length > 14 * DAY;
  return {
    day: day ?? null,
    week: week ?? null,
    stretch: marked ? { from, to: seconds(burnDown.asOf) - length + 7 * DAY } : null,
  };
}

/** The budget over its window. The end of the line is the number of the tile, from the same field of the API. */
export function BurnDownChart(props: BurnDownChartProps): ReactElement {
  const {
    burnDown,
    window,
    calendar,
    exhaustsAt,
    atRiskShare,
    forecastRate,
    allowedBad,
    tools,
    name,
    height = 280,
  } = props;
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const windowText = useWindowText();
  const pointText = usePointText();
  const aging = useMemo(
    () => agingOf(burnDown, window, allowedBad),
    [burnDown, window, allowedBad],
  );
  const spec = useMemo(() => {
    const time = (at: string, style: 'time' | 'datetime'): string =>
      formatTime(new Date(at), zone, language, style);
    return burnDownSpec(
      burnDown,
      { calendar, exhaustsAt, atRiskShare, aging: aging.stretch },
      {
        aging: t('charts:burnDown.aging'),
        exhausted: t('charts:burnDown.exhausted'),
        atRisk: t('charts:burnDown.atRisk', { share: formatLeft(atRiskShare, language, 0) }),
        sample: t('charts:burnDown.sample'),
        gap: t('charts:burnDown.gap'),
        now: t('charts:burnDown.now', { at: time(burnDown.asOf, 'time') }),
        ideal: t('charts:burnDown.ideal'),
        projected:
          exhaustsAt === null
            ? ''
            : t('charts:burnDown.projected', {
                rate: formatFactor(forecastRate ?? 1, language),
                at: time(exhaustsAt, 'datetime'),
              }),
        share: (left) => formatLeft(left, language),
        tick: (left) => formatLeft(left, language, 0),
      },
    );
  }, [burnDown, calendar, exhaustsAt, atRiskShare, forecastRate, aging, language, zone, t]);
  const at = useCursorTime();
  const shown =
    burnDown.points[at === null ? burnDown.points.length - 1 : nearestIndex(spec.x, at)];
  const title = t(
    burnDown.kind === 'rolling' ? 'charts:burnDown.titleRolling' : 'charts:burnDown.titleCalendar',
    { window: windowText(window, 'bare') },
  );
  return (
    <ChartFrame
      title={title}
      summary={useBurnDownSummary(burnDown, exhaustsAt, aging)}
      readout={pointText(shown)}
      tools={tools}
      table={useBurnDownTable(burnDown, name)}
    >
      <Plot
        spec={spec}
        height={height}
        label={`${title}. ${t('charts:keys')}`}
        describe={(index) => pointText(burnDown.points[index])}
      />
    </ChartFrame>
  );
}
