import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchLate } from './setup.js';
import { languageOf } from '../util/format/locale.js';
import type { Language } from '../util/format/locale.js';
import type { MessageKey, MessageValues, Translate } from './message-key.js';

/** The translator of the language on screen; its identity changes with the language, and when texts were fetched that were not there. */
export function useT(): Translate {
  const { i18n, t } = useTranslation();
  const { language } = i18n;
  return useCallback(
    (key: MessageKey, values?: MessageValues): string => {
      const namespace = key.slice(0, key.indexOf(':'));
      if (i18n.hasResourceBundle(language, namespace)) return t(key, { ...values, lng: language });
      fetchLate(languageOf(language) ?? 'en', namespace).catch(() => undefined);
      return '';
    },
    [i18n, language, t],
  );
}

/**
 * The translator of one family of messages whose names come from elsewhere, such as the reasons that the server gives.
 * @returns undefined where the family has no such name; empty while its texts are on their way
 */
export function useTextsOf(
  family: 'refusals:' | 'settings:role.',
): (name: string, values?: MessageValues) => string | undefined {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const t = useT();
  return useCallback(
    (name, values) => {
      const key = `${family}${name}`;
      const [namespace = '', path = ''] = key.split(':');
      const isThere = i18n.hasResourceBundle(language, namespace);
      if (isThere && i18n.getResource(language, namespace, path) === undefined) return undefined;
      return t(key as MessageKey, values);
    },
    [i18n, language, family, t],
  );
}

/** The language on screen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languageOf(i18n.language) ?? 'en';
}
