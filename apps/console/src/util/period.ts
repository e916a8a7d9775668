import { dateFormat } from './format/intl.js';

export const PERIODS = ['today', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

/** Midnight of a moment's calendar day in a zone. Exact also on days of 23 or 25 hours. */
export function startOfDay(now: Date, zone: string): Date {
  const format = dateFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const day = format.format(now);
  let low = now.getTime() - 26 * 3_600_000;
  let high = now.getTime();
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (format.format(new Date(middle)) === day) high = middle;
    else low = middle;
  }
  return new Date(high);
}

const DAYS: Record<Period, number> = { today: 0, week: 7, month: 30 };

/**
 * When a period that reaches up to now began: at the midnight so many days ago. It stands still all day: were it to move with the
 * clock, a list somebody has scrolled into would start anew every minute.
 */
export function periodStart(period: Period, now: Date, zone: string): string {
  return startOfDay(new Date(now.getTime() - DAYS[period] * 86_400_000), zone).toISOString();
}
