import { useEffect } from 'react';
import { useMe } from '../api/use-me.js';
import { setLanguage } from '../i18n/setup.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { chooseLanguage } from '../util/choose-language.js';
import { oneOf } from '../util/url-state.js';
import { usePreferences } from '../stores/preferences.js';
import { useToast } from './use-toast.js';
import { useUrlState } from './use-url-state.js';

const fields = { lang: oneOf(['en', 'de']) };

/** Keeps the language on screen in step with the address, this browser's choice, the account's and the browser's, in that order. */
export function useLanguageFromAddress(): void {
  const [{ lang }] = useUrlState(fields);
  const { language: habit } = usePreferences();
  const me = useMe();
  const t = useT();
  const toast = useToast();
  const shown = useLanguage();
  const wanted = chooseLanguage([lang, habit, me?.locale, ...navigator.languages]);
  useEffect(() => {
    if (wanted !== shown) setLanguage(wanted).catch(() => toast(t('states:error.language')));
  }, [wanted, shown, t, toast]);
}
