export const PERIODS = ['today', 'week', 'month'] as const;
export type Period = (typeof PERIODS)[number];

/** Midnight of a moment's calendar day in a zone. Exact also on days of 23 or 25 hours. */
export function startOfDay(now: Date, zone: string): Date {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
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

/** When a period that reaches up to now began, to the minute, so that the same question gives the same address. */
export function periodStart(period: Period, now: Date, zone: string): string {
  if (period === 'today') return startOfDay(now, zone).toISOString();
  const days = period === 'week' ? 7 : 30;
  const start = now.getTime() - days * 86_400_000;
  return new Date(Math.floor(start / 60_000) * 60_000).toISOString();
}
