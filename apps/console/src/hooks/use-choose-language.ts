import { useCallback } from 'react';
import { client } from '../api/client.js';
import { useMe } from '../api/use-me.js';
import { setLanguage } from '../i18n/setup.js';
import { useT } from '../i18n/use-t.js';
import type { Language } from '../util/format/locale.js';
import { oneOf } from '../util/url-state.js';
import { setPreferences } from '../stores/preferences.js';
import { useToast } from './use-toast.js';
import { useUrlState } from './use-url-state.js';

const fields = { lang: oneOf(['en', 'de']) };

/** Switches the language here and now, for the next visit, and for messages the person is sent; says so where its texts cannot be had. */
export function useChooseLanguage(): (language: Language) => void {
  const me = useMe();
  const t = useT();
  const toast = useToast();
  const [, set] = useUrlState(fields);
  return useCallback(
    (language) => {
      const chosen = (): void => {
        setPreferences({ language });
        set({ lang: null }, { replace: true });
        if (me?.permissions.includes('self:write'))
          client.PATCH('/me', { body: { locale: language } }).catch(() => undefined);
      };
      void setLanguage(language).then(chosen, () => toast(t('states:error.language')));
    },
    [me, set, t, toast],
  );
}
