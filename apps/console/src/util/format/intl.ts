import { LOCALE } from './locale.js';
import type { Language } from './locale.js';

/** Making a formatter takes some hundred times as long as using it, and a page of the console uses one for each time it shows. */
const made = new Map<string, object>();

function once<T extends object>(key: string, make: () => T): T {
  const known = made.get(key);
  if (known) return known as T;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

/**
 * A formatter of instants, made once for what it is asked for. Zones are few: those of people and of what they look at.
 * @param tag a language of the console, or the tag of one whose form of dates is wanted ('sv-SE', 'en-CA')
 * @throws RangeError for a zone that the runtime does not know
 */
export function dateFormat(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = Object.hasOwn(LOCALE, tag) ? LOCALE[tag as Language] : tag;
  return once(
    `date ${locale} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, options),
  );
}

/** A formatter of numbers in a language of the console, made once for what it is asked for. */
export function numberFormat(
  language: Language,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  return once(
    `number ${language} ${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(LOCALE[language], options),
  );
}

/** A formatter of how long ago or ahead in a language of the console, made once for what it is asked for. */
export function relativeFormat(
  language: Language,
  options: Intl.RelativeTimeFormatOptions,
): Intl.RelativeTimeFormat {
  return once(
    `relative ${language} ${JSON.stringify(options)}`,
    () => new Intl.RelativeTimeFormat(LOCALE[language], options),
  );
}
