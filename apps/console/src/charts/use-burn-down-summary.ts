import type { BurnDown } from '../api/contract-slo.js';
import { formatLeft } from '../util/format/left.js';
import { useZone } from '../hooks/use-zone.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatTime } from '../util/format/time.js';
import type { Aging } from './aging.js';
import { lastSpot, stretches } from './burn-down-model.js';

/** What a rolling window lets go within a day and within a week. */
export interface AgingOut {
  day: Aging | null;
  week: Aging | null;
}

/** What became of the budget, by what is read: a change below the last digit shown is none. */
function courseOf(first: string, last: string, change: number): MessageKey {
  if (first === last) return 'charts:summary.steady';
  return change < 0 ? 'charts:summary.fell' : 'charts:summary.rose';
}

/** The chart in one or two sentences, for those who cannot see it and those who have no time to. */
export function useBurnDownSummary(
  burnDown: BurnDown,
  exhaustsAt: string | null,
  aging: AgingOut,
): string {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const { points, stepSeconds } = burnDown;
  const known = points.filter(({ left }) => left !== null);
  const [first, last] = [known[0], lastSpot(points)];
  if (!first || first.left === null || !last) return t('charts:summary.none');
  const date = (at: number): string => formatTime(new Date(at), zone, language, 'datetime');
  const values = {
    first: formatLeft(first.left, language),
    last: formatLeft(last.y, language),
    from: date(Date.parse(first.at)),
    to: date(last.x * 1000),
  };
  const gaps = stretches(points, stepSeconds, ({ left }) => left === null).length;
  return [
    t(
      values.from === values.to
        ? 'charts:summary.begun'
        : courseOf(values.first, values.last, last.y - first.left),
      values,
    ),
    last.y <= 0 ? t('charts:summary.exhausted') : '',
    exhaustsAt !== null && last.y > 0
      ? t('charts:summary.runsOut', { at: date(Date.parse(exhaustsAt)) })
      : '',
    aging.week !== null && aging.day !== null && aging.week.bad > 0
      ? t('charts:summary.aging', {
          day: aging.day.bad,
          dayShare: formatLeft(aging.day.share, language),
          week: aging.week.bad,
          weekShare: formatLeft(aging.week.share, language),
        })
      : '',
    gaps > 0 ? t('charts:summary.gaps', { count: gaps }) : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
