import { createStore, useStore } from './store.js';

/** What this browser remembers about one person's habits. Everything has a default and nothing here is a secret. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark' | 'night';
  language: 'de' | 'en' | null;
  utc: boolean;
  shortcuts: boolean;
  navCollapsed: boolean;
}

const DEFAULTS: Preferences = {
  theme: 'system',
  language: null,
  utc: false,
  shortcuts: true,
  navCollapsed: false,
};
const PREFIX = 'leitstand.';
const preferences = createStore(read());

function read(): Preferences {
  const stored = (key: keyof Preferences): string | null => {
    try {
      return globalThis.localStorage?.getItem(PREFIX + key) ?? null;
    } catch {
      return null;
    }
  };
  const theme = stored('theme');
  const language = stored('language');
  return {
    theme: theme === 'light' || theme === 'dark' || theme === 'night' ? theme : 'system',
    language: language === 'de' || language === 'en' ? language : null,
    utc: stored('utc') === 'true',
    shortcuts: stored('shortcuts') !== 'false',
    navCollapsed: stored('navCollapsed') === 'true',
  };
}

function persist(key: keyof Preferences, value: string | boolean | null): void {
  try {
    if (value === null || value === DEFAULTS[key])
      globalThis.localStorage?.removeItem(PREFIX + key);
    else globalThis.localStorage?.setItem(PREFIX + key, String(value));
  } catch {
    // A browser that forbids storage keeps the choice until the tab closes.
  }
}

/** Changes preferences now and for the next visit. */
export function setPreferences(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  for (const key of Object.keys(change) as (keyof Preferences)[]) persist(key, next[key]);
  preferences.set(next);
}

export const getPreferences = preferences.get;

export function usePreferences(): Preferences {
  return useStore(preferences);
}
