import { createStore, useStore } from './store.js';

const parts = createStore(0);

/** A part of the page shows values that could not be renewed. @returns what says that it no longer does */
export function noteOldPart(): () => void {
  parts.set(parts.get() + 1);
  return () => parts.set(parts.get() - 1);
}

/** Whether any part of the page shows values that could not be renewed. */
export function useOldParts(): boolean {
  return useStore(parts) > 0;
}
