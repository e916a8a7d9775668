/** How somebody wants to be written to. */
export interface Reader {
  readonly locale: 'de' | 'en';
  /** IANA; null = none is known: UTC, which is said */
  readonly timeZone: string | null;
}

const TAGS = { de: 'de-DE', en: 'en-GB' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATES = {
  short: { day: '2-digit', month: '2-digit' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
} as const;

/** A time of today, to the second, in the zone of whoever looks at it: `13:00:05 CET`. */
export function clockFor(at: Date, { locale, timeZone }: Reader): string {
  const options = { ...CLOCK, second: '2-digit', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(TAGS[locale], { ...options, timeZone: timeZone ?? 'UTC' }).format(
    at,
  );
}

/**
 * A time as a text for a person says it: in their zone, which is named, and in UTC beside it: `02/03/2026, 13:00 CET (12:00 UTC)`.
 * @param date how much of the date: `02/03`, `02/03/2026` or `2 March 2026`
 */
export function timeFor(at: Date, reader: Reader, date: keyof typeof DATES = 'numeric'): string {
  const format = (timeZone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(TAGS[reader.locale], { ...options, timeZone }).format(at);
  const full = { ...DATES[date], ...CLOCK };
  const zone = reader.timeZone ?? 'UTC';
  const own = format(zone, { ...full, timeZoneName: 'short' });
  return own.endsWith('UTC') ? own : `${own} (${format('UTC', CLOCK)} UTC)`;
}
