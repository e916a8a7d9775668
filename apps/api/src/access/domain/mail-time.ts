const TAGS = { de: 'de-DE', en: 'en-GB' } as const;

/** A time as mails say it: in UTC, and they say so. */
export function mailTime(at: Date, locale: 'de' | 'en'): string {
  return `${new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC`;
}
