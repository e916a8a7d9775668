import { createStore, useStore } from './store.js';

/** The overlays of the frame; at most one is open. */
export type Overlay = 'palette' | 'shortcuts' | null;

const open = createStore<Overlay>(null);

export const setOverlay = open.set;
/** The overlay that is open or on its way. */
export const getOverlay = open.get;

export function useOverlay(): Overlay {
  return useStore(open);
}
