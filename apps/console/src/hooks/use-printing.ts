import { useSyncExternalStore } from 'react';

let printing = false;
const listeners = new Set<() => void>();

function set(value: boolean): void {
  if (printing === value) return;
  printing = value;
  for (const listener of listeners) listener();
}

const begin = (): void => set(true);
const end = (): void => set(false);
const follow = ({ matches }: MediaQueryListEvent): void => set(matches);

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    matchMedia('print').addEventListener('change', follow);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
    matchMedia('print').removeEventListener('change', follow);
  };
}

/** Whether the page is being printed: lists then draw every row as a table, charts draw vectors. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => printing);
}
