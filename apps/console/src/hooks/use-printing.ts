import { useSyncExternalStore } from 'react';

let printing = false;
const listeners = new Set<() => void>();

function set(value: boolean): void {
  printing = value;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('beforeprint', () => set(true));
    window.addEventListener('afterprint', () => set(false));
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the page is being printed; virtual lists then draw every row. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => printing);
}
