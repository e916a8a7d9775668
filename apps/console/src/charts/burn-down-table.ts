import { useMemo } from 'react';
import type { BurnDown } from '../api/contract-slo.js';
import { formatLeft } from '../util/format/left.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatNumber, formatPercent } from '../util/format/number.js';
import { formatTime } from '../util/format/time.js';
import type { ChartTable } from './chart-frame.js';

/** The burn-down as a table (newest first) and as a file (oldest first, UTC, every digit). */
export function useBurnDownTable(burnDown: BurnDown, name: string): ChartTable {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  return useMemo(
    () => ({
      name,
      head: [
        t('charts:column.at'),
        t('charts:column.left'),
        t('charts:column.good'),
        t('charts:column.bad'),
        t('charts:column.covered'),
        t('charts:column.source'),
      ],
      rows: () =>
        burnDown.points
          .map((point) => ({
            key: point.at,
            cells: [
              formatTime(new Date(point.at), zone, language, 'datetime'),
              point.left === null ? t('charts:burnDown.gap') : formatLeft(point.left, language),
              formatNumber(point.good, language),
              formatNumber(point.bad, language),
              formatPercent(point.covered, language, 0),
              t(point.sample ? 'charts:column.sample' : 'charts:column.measured'),
            ],
          }))
          .reverse(),
      csvHead: ['at', 'left', 'good', 'bad', 'covered', 'sample'],
      csvRows: () =>
        burnDown.points.map(({ at, left, good, bad, covered, sample }) => [
          at,
          left,
          good,
          bad,
          covered,
          sample ? 1 : 0,
        ]),
    }),
    [burnDown, name, language, zone, t],
  );
}
