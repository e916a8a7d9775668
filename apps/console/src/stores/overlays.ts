import { useSyncExternalStore } from 'react';

/** The overlays of the frame; at most one is open. */
export type Overlay = 'palette' | 'shortcuts' | null;

let open: Overlay = null;
const listeners = new Set<() => void>();

export function setOverlay(overlay: Overlay): void {
  open = overlay;
  for (const listener of listeners) listener();
}

/** The overlay that is open or on its way. */
export function getOverlay(): Overlay {
  return open;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(subscribe, getOverlay);
}
