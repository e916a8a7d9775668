import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { languageOf, LOCALE } from '../util/format/locale.js';
import type { Language } from '../util/format/locale.js';

const loaders: Record<Language, () => Promise<{ messages: Record<string, object> }>> = {
  en: () => import('./resources-en.js'),
  de: () => import('./resources-de.js'),
};

/** Namespaces that few pages need: fetched with the first of their texts that is shown. */
const late: Record<Language, Record<string, () => Promise<{ default: object }>>> = {
  en: {
    access: () => import('./en/access.json'),
    audit: () => import('./en/audit.json'),
    charts: () => import('./en/charts.json'),
    environments: () => import('./en/environments.json'),
    faults: () => import('./en/faults.json'),
    'incident-room': () => import('./en/incident-room.json'),
    incidents: () => import('./en/incidents.json'),
    oncall: () => import('./en/oncall.json'),
    ring: () => import('./en/ring.json'),
    sample: () => import('./en/sample.json'),
    schedules: () => import('./en/schedules.json'),
    series: () => import('./en/series.json'),
    shortcuts: () => import('./en/shortcuts.json'),
    'slo-list': () => import('./en/slo-list.json'),
    'slo-detail': () => import('./en/slo-detail.json'),
    'slo-form': () => import('./en/slo-form.json'),
    settings: () => import('./en/settings.json'),
    subjects: () => import('./en/subjects.json'),
    teams: () => import('./en/teams.json'),
    trouble: () => import('./en/trouble.json'),
  },
  de: {
    access: () => import('./de/access.json'),
    audit: () => import('./de/audit.json'),
    charts: () => import('./de/charts.json'),
    environments: () => import('./de/environments.json'),
    faults: () => import('./de/faults.json'),
    'incident-room': () => import('./de/incident-room.json'),
    incidents: () => import('./de/incidents.json'),
    oncall: () => import('./de/oncall.json'),
    ring: () => import('./de/ring.json'),
    sample: () => import('./de/sample.json'),
    schedules: () => import('./de/schedules.json'),
    series: () => import('./de/series.json'),
    shortcuts: () => import('./de/shortcuts.json'),
    'slo-list': () => import('./de/slo-list.json'),
    'slo-detail': () => import('./de/slo-detail.json'),
    'slo-form': () => import('./de/slo-form.json'),
    settings: () => import('./de/settings.json'),
    subjects: () => import('./de/subjects.json'),
    teams: () => import('./de/teams.json'),
    trouble: () => import('./de/trouble.json'),
  },
};
/** `language/namespace` of those that were asked for */
const asked = new Map<string, Promise<void>>();

/**
 * Fetches a namespace if it is one of those and not there yet; whoever shows its texts is drawn again then.
 * @returns resolves once its texts are there; rejects when they cannot be fetched, and then the next text asks again
 */
export function fetchLate(language: Language, namespace: string): Promise<void> {
  const bundle = `${language}/${namespace}`;
  const fetchBundle = late[language][namespace];
  if (!fetchBundle) return Promise.resolve();
  const known = asked.get(bundle);
  if (known) return known;
  const fetching = fetchBundle().then(
    (messages) => void i18next.addResourceBundle(language, namespace, messages.default),
    (error: unknown) => {
      asked.delete(bundle);
      throw error;
    },
  );
  asked.set(bundle, fetching);
  return fetching;
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
