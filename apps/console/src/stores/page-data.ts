import { useEffect } from 'react';
import { createStore, useStore } from './store.js';

/** What the open page shows, as the API gave it, part by part. */
const parts = createStore<Readonly<Record<string, unknown>>>({});

/** Says what JSON stands behind a part of the page while it is on screen: what is printed carries its checksum. Keep `data` stable. */
export function usePageData(name: string, data: unknown): void {
  useEffect(() => {
    if (data === undefined || data === null) return undefined;
    parts.set({ ...parts.get(), [name]: data });
    return () => {
      const { [name]: _gone, ...rest } = parts.get();
      parts.set(rest);
    };
  }, [name, data]);
}

/** The parts of the open page; empty when it has none. */
export function usePageParts(): Readonly<Record<string, unknown>> {
  return useStore(parts);
}

/** The parts as one JSON text, names in a stable order, ending in a newline; null when there are none. */
export function pageJson(from: Readonly<Record<string, unknown>>): string | null {
  const names = Object.keys(from).sort();
  return names.length === 0
    ? null
    : `${JSON.stringify(Object.fromEntries(names.map((name) => [name, from[name]])), null, 2)}\n`;
}
