import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { languageOf, LOCALE } from '../util/format/locale.js';
import type { Language } from '../util/format/locale.js';

/** What one language has: the texts of the first pages, and how those of the others are fetched, by namespace. */
interface Resources {
  readonly messages: Readonly<Record<string, object>>;
  readonly late: Readonly<Record<string, () => Promise<{ default: object }>>>;
}

const loaders: Record<Language, () => Promise<Resources>> = {
  en: () => import('./resources-en.js'),
  de: () => import('./resources-de.js'),
};

/** `language/namespace` of those that were asked for */
const asked = new Map<string, Promise<void>>();

/**
 * Fetches a namespace if it is one of those and not there yet; whoever shows its texts is drawn again then.
 * @returns resolves once its texts are there; rejects when they cannot be fetched, and then the next text asks again
 */
export function fetchLate(language: Language, namespace: string): Promise<void> {
  const bundle = `${language}/${namespace}`;
  const known = asked.get(bundle);
  if (known) return known;
  const fetching = fetchBundle(language, namespace).catch((error: unknown) => {
    asked.delete(bundle);
    throw error;
  });
  asked.set(bundle, fetching);
  return fetching;
}

async function fetchBundle(language: Language, namespace: string): Promise<void> {
  const { late } = await loaders[language]();
  const messages = await late[namespace]?.();
  if (messages) i18next.addResourceBundle(language, namespace, messages.default);
}

/** Imports a part together with the late texts it is made of: it is drawn when both are there. */
export async function withTexts<T>(namespace: string, load: () => Promise<T>): Promise<T> {
  const texts = fetchLate(languageOf(i18next.language) ?? 'en', namespace);
  const [module] = await Promise.all([load(), texts]);
  return module;
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
  const namespaces = [...asked.keys()].map((bundle) => bundle.split('/')[1] ?? '');
  await Promise.all([load(language), ...namespaces.map((name) => fetchLate(language, name))]);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
