import { useSyncExternalStore } from 'react';
import { stringifySearch } from '../util/search.js';
import type { Search } from '../util/search.js';

/** A view of the list somebody keeps at hand: its words, and its part of the address. */
export interface SavedView {
  name: string;
  search: Search;
}

const KEY = 'leitstand.sloViews';
const MOST = 20;
const listeners = new Set<() => void>();
let current: readonly SavedView[] | null = null;

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as SavedView).name === 'string' &&
  typeof (value as SavedView).search === 'object';

/** Reads what was stored; anything odd counts as nothing. */
export function parseViews(text: string | null): SavedView[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter(isView) : [];
  } catch {
    return [];
  }
}

const same = (a: Search, b: Search): boolean => stringifySearch(a) === stringifySearch(b);

/** The views with one more, or without it when it was among them; the newest first. */
export function switchView(views: readonly SavedView[], view: SavedView): SavedView[] {
  const rest = views.filter(({ search }) => !same(search, view.search));
  return rest.length < views.length ? rest : [view, ...views].slice(0, MOST);
}

/** Whether a view is among them. */
export function isSaved(views: readonly SavedView[], search: Search): boolean {
  return views.some((view) => same(view.search, search));
}

function read(): readonly SavedView[] {
  current ??= parseViews(globalThis.localStorage?.getItem(KEY) ?? null);
  return current;
}

/** Keeps a view in this browser, or lets it go. */
export function toggleView(view: SavedView): void {
  current = switchView(read(), view);
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that forbids storage keeps the view until the tab closes.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSavedViews(): readonly SavedView[] {
  return useSyncExternalStore(subscribe, read);
}
