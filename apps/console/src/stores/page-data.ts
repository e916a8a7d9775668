import { useEffect, useSyncExternalStore } from 'react';

/** What the open page shows, as the API gave it, part by part. */
let parts: Readonly<Record<string, unknown>> = {};
const listeners = new Set<() => void>();

function change(next: Readonly<Record<string, unknown>>): void {
  parts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says what JSON stands behind a part of the page while it is on screen: what is printed carries its checksum. Keep `data` stable. */
export function usePageData(name: string, data: unknown): void {
  useEffect(() => {
    if (data === undefined || data === null) return undefined;
    change({ ...parts, [name]: data });
    return () => {
      const { [name]: _gone, ...rest } = parts;
      change(rest);
    };
  }, [name, data]);
}

/** The parts of the open page; empty when it has none. */
export function usePageParts(): Readonly<Record<string, unknown>> {
  return useSyncExternalStore(subscribe, () => parts);
}

/** The parts as one JSON text, names in a stable order, ending in a newline; null when there are none. */
export function pageJson(from: Readonly<Record<string, unknown>>): string | null {
  const names = Object.keys(from).sort();
  return names.length === 0
    ? null
    : `${JSON.stringify(Object.fromEntries(names.map((name) => [name, from[name]])), null, 2)}\n`;
}
