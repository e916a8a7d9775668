/** A mail, ready to be sent. Plain text: nothing in it can be tracked or broken by a mail program. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const TAGS = { de: 'de-DE', en: 'en-GB' } as const;

/** A time as mails say it: in UTC, and they say so. */
export function mailTime(at: Date, locale: 'de' | 'en'): string {
  return `${new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC`;
}
