/** How somebody wants to be written to. */
export interface Reader {
  readonly locale: 'de' | 'en';
  /** IANA; null = none is known: UTC, which is said */
  readonly timeZone: string | null;
}

const TAGS = { de: 'de-DE', en: 'en-GB' } as const;
/** There are some 600 zones, most of which nobody here lives in. */
const MOST_FORMATS = 1000;
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DATES = {
  short: { day: '2-digit', month: '2-digit' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
} as const;

/** Made once for each language, zone and form: making one costs a hundred times what it costs to use it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  at: Date,
  locale: Reader['locale'],
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): string {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(TAGS[locale], { ...options, timeZone });
  if (formats.size < MOST_FORMATS) formats.set(key, known);
  return known.format(at);
}

/** A time of today, to the second, in the zone of whoever looks at it: `13:00:05 CET`. */
export function clockFor(at: Date, { locale, timeZone }: Reader): string {
  const options = { ...CLOCK, second: '2-digit', timeZoneName: 'short' } as const;
  return format(at, locale, timeZone ?? 'UTC', options);
}

/**
 * A time as a text for a person says it: in their zone, which is named, and in UTC beside it: `02/03/2026, 13:00 CET (12:00 UTC)`.
 * @param date how much of the date: `02/03`, `02/03/2026` or `2 March 2026`
 */
export function timeFor(at: Date, reader: Reader, date: keyof typeof DATES = 'numeric'): string {
  const { locale, timeZone } = reader;
  const full = { ...DATES[date], ...CLOCK };
  const own = format(at, locale, timeZone ?? 'UTC', { ...full, timeZoneName: 'short' });
  return own.endsWith('UTC') ? own : `${own} (${format(at, locale, 'UTC', CLOCK)} UTC)`;
}
