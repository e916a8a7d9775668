import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { LOCALE } from '../util/format/locale.js';
import type { Language } from '../util/format/locale.js';

const loaders: Record<Language, () => Promise<{ messages: Record<string, object> }>> = {
  en: () => import('./resources-en.js'),
  de: () => import('./resources-de.js'),
};

/** Namespaces that few pages need: fetched with the first of their texts that is shown. */
const late: Record<Language, Record<string, () => Promise<{ default: object }>>> = {
  en: { settings: () => import('./en/settings.json') },
  de: { settings: () => import('./de/settings.json') },
};
const asked = new Set<string>();

/** Fetches a namespace if it is one of those and not there yet; whoever shows its texts is drawn again then. */
export function fetchLate(language: Language, namespace: string): void {
  const bundle = `${language}/${namespace}`;
  const fetchBundle = late[language][namespace];
  if (!fetchBundle || asked.has(bundle)) return;
  asked.add(bundle);
  fetchBundle().then(
    (messages) => i18next.addResourceBundle(language, namespace, messages.default),
    () => asked.delete(bundle), // the next text asks again
  );
}

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return;
  const { messages } = await loaders[language]();
  for (const [namespace, bundle] of Object.entries(messages))
    i18next.addResourceBundle(language, namespace, bundle);
}

/** Starts the catalogue in one language; the other is fetched only when somebody switches. */
export async function startI18n(language: Language): Promise<void> {
  const icu = new ICU({ parseLngForICU: (tag: string) => LOCALE[tag as Language] ?? tag });
  await i18next
    .use(icu)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      resources: {},
      partialBundledLanguages: true,
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: false, bindI18nStore: 'added' },
    });
  await setLanguage(language);
}

/** Switches the language everywhere at once, including `<html lang>`. */
export async function setLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
