import { createStore } from './store.js';

const KEY = 'leitstand.armed';

function known(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // a browser that keeps nothing
  }
}

/**
 * For whom this tab was armed, by their id, until they wanted it no more: through reloads, a browser that discards the tab, and the end of
 * a session. null = for nobody.
 */
export const armedBefore = createStore<string | null>(known());

/** @param id null = nobody wants it any more */
export function rememberArmed(id: string | null): void {
  armedBefore.set(id);
  try {
    if (id === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, id);
  } catch {
    // Known until the tab is loaded anew.
  }
}
