import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../util/format/locale.js';
import type { Language } from '../util/format/locale.js';
import type { MessageKey, MessageValues, Translate } from './message-key.js';

/** The translator of the language on screen; its identity changes with the language. */
export function useT(): Translate {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useCallback(
    (key: MessageKey, values?: MessageValues): string => i18n.t(key, { ...values, lng: language }),
    [i18n, language],
  );
}

/** The language on screen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languageOf(i18n.language) ?? 'en';
}
