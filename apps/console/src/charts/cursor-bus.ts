import { createContext, useContext } from 'react';
import { createStore, useStore } from '../stores/store.js';
import type { Store } from '../stores/store.js';

/** One instant (unix seconds) that all charts of a page point at; null when nobody points. */
export type CursorBus = Store<number | null>;

export const createCursorBus = (): CursorBus => createStore<number | null>(null);

export const CursorContext = createContext(createCursorBus());

export function useCursorBus(): CursorBus {
  return useContext(CursorContext);
}

/** The instant pointed at; renders again when it moves. */
export function useCursorTime(): number | null {
  return useStore(useCursorBus());
}
