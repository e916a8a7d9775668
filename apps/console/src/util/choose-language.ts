import { languageOf } from './format/locale.js';
import type { Language } from './format/locale.js';

/** The first wish that names a supported language; English when none does. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = languageOf(wish);
    if (language) return language;
  }
  return 'en';
}
