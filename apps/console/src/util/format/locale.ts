export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Regional habits per language: 24 hours and Monday first in both, `99,95 %` in German, `99.95%` in English. */
export const LOCALE: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** The supported language of a tag such as 'de-CH'; undefined when there is none. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const head = tag?.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === head);
}
