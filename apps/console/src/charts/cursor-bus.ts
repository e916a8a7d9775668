import { createContext, useContext, useSyncExternalStore } from 'react';

/** One instant (unix seconds) that all charts of a page point at; null when nobody points. */
export class CursorBus {
  private at: number | null = null;
  private readonly listeners = new Set<() => void>();

  readonly get = (): number | null => this.at;

  readonly set = (at: number | null): void => {
    if (at === this.at) return;
    this.at = at;
    for (const listener of this.listeners) listener();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export const CursorContext = createContext<CursorBus>(new CursorBus());

export function useCursorBus(): CursorBus {
  return useContext(CursorContext);
}

/** The instant pointed at; renders again when it moves. */
export function useCursorTime(): number | null {
  const bus = useCursorBus();
  return useSyncExternalStore(bus.subscribe, bus.get);
}
