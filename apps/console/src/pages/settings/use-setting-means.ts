import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Setting } from '../../api/contract.js';

export type SettingMeans = (setting: Pick<Setting, 'name' | 'description'>) => {
  text: string;
  lang?: 'en';
};

/** What a setting does, in the language on screen; one that the catalogue does not know keeps the server's (English) words. */
export function useSettingMeans(): SettingMeans {
  const { i18n } = useTranslation();
  const lng = i18n.language;
  return useCallback(
    ({ name, description }) => {
      const key = `settings:instance.means.${name.replace(/^LEITSTAND_/, '')}`;
      return i18n.exists(key, { lng })
        ? { text: i18n.t(key, { lng }) }
        : { text: description, lang: 'en' };
    },
    [i18n, lng],
  );
}
