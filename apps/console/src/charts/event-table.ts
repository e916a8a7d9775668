import { useMemo } from 'react';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatNumber } from '../util/format/number.js';
import { formatTime } from '../util/format/time.js';
import type { ChartTable } from './chart-frame.js';
import type { EventStep } from './event-steps.js';

/** The bars as a table (newest first) and as a file (oldest first, UTC); where nothing was measured there is no number. */
export function useEventTable(steps: readonly EventStep[], name: string): ChartTable {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  return useMemo(() => {
    const time = (at: number): string =>
      formatTime(new Date(at * 1000), zone, language, 'datetime');
    const count = (value: number | null): string =>
      value === null ? '–' : formatNumber(value, language);
    const utc = (at: number): string => new Date(at * 1000).toISOString();
    return {
      name,
      head: [
        t('charts:column.from'),
        t('charts:column.to'),
        t('charts:column.good'),
        t('charts:column.bad'),
      ],
      rows: () =>
        steps
          .map(({ from, to, good, bad }) => ({
            key: String(from),
            cells: [time(from), time(to), count(good), count(bad)],
          }))
          .reverse(),
      csvHead: ['from', 'to', 'good', 'bad'],
      csvRows: () => steps.map(({ from, to, good, bad }) => [utc(from), utc(to), good, bad]),
    };
  }, [steps, name, language, zone, t]);
}
