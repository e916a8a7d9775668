import { useCallback } from 'react';
import { client } from '../api/client.js';
import { useMe } from '../api/use-me.js';
import { setLanguage } from '../i18n/setup.js';
import type { Language } from '../util/format/locale.js';
import { oneOf } from '../util/url-state.js';
import { setPreferences } from '../stores/preferences.js';
import { useUrlState } from './use-url-state.js';

const fields = { lang: oneOf(['en', 'de']) };

/** Switches the language here and now, for the next visit, and for messages the person is sent. */
export function useChooseLanguage(): (language: Language) => void {
  const me = useMe();
  const [, set] = useUrlState(fields);
  return useCallback(
    (language) => {
      setPreferences({ language });
      set({ lang: null }, { replace: true });
      void setLanguage(language);
      if (me?.permissions.includes('self:write')) {
        client.PATCH('/me', { body: { locale: language } }).catch(() => undefined);
      }
    },
    [me, set],
  );
}
