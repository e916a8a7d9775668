import { createStore, useStore } from './store.js';

/** How it stands with a write of which nobody knows whether it arrived: it is being looked after, or what is shown is what holds. */
export type Looking = 'looking' | 'looked';

const looked = createStore<ReadonlyMap<Error, Looking>>(new Map());
/** Older ones are on no screen any more. */
const MOST = 20;

/** Remembers how far looking after a failed write has come. */
export function setLooking(error: Error, state: Looking): void {
  looked.set(new Map([...looked.get(), [error, state] as const].slice(-MOST)));
}

/** How far looking after a failed write has come; null where nobody looks. */
export function useLooking(error: Error): Looking | null {
  return useStore(looked).get(error) ?? null;
}
