import { createStore, useStore } from './store.js';

const silenced = createStore<ReadonlySet<string>>(new Set());
/** All tabs of this browser: whoever silences one has heard them all. */
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('leitstand-silenced') : null;
tabs?.addEventListener('message', ({ data }: MessageEvent<readonly string[]>) => add(data));

function add(ids: readonly string[]): void {
  silenced.set(new Set([...silenced.get(), ...ids]));
}

/** Pages that make no sound any more in this browser, by their ids; nobody is on them by that. */
export function silence(ids: readonly string[]): void {
  add(ids);
  tabs?.postMessage(ids);
}

export function useSilenced(): ReadonlySet<string> {
  return useStore(silenced);
}
