import { useMe } from '../api/use-me.js';
import { useTerritory } from './use-territory.js';

const KEY = 'leitstand.lastTerritory';

/** Remembers, in this browser, where something was made last. */
export function rememberTerritory(code: string): void {
  try {
    globalThis.localStorage?.setItem(KEY, code);
  } catch {
    // A browser that forbids storage begins with what the address or the account says.
  }
}

function lastTerritory(): string | null {
  try {
    return globalThis.localStorage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

/** The countries of the languages that the browser was set to, most wanted first. */
function regions(): string[] {
  return navigator.languages.flatMap((tag) => new Intl.Locale(tag).maximize().region ?? []);
}

/**
 * The territory that a new thing begins with, the same on every form: the one that lists are narrowed to, else the one used last, else one
 * of the person's own, if possible that of their language. What is chosen in the form afterwards goes before it (`TerritoryField`).
 */
export function usePresetTerritory(): string {
  const [narrowed] = useTerritory();
  const own = useMe()?.territories ?? [];
  const held = [narrowed, lastTerritory(), ...regions(), ...own].find(
    (code): code is string => code !== null && own.includes(code),
  );
  return held ?? 'DE';
}
