import { stringifySearch } from '../util/search.js';
import type { Search } from '../util/search.js';
import { createStore } from './store.js';
import type { Store } from './store.js';

/** A view of the list somebody keeps at hand: its words, and its part of the address. */
export interface SavedView {
  name: string;
  search: Search;
}

const MAX_VIEWS = 20;

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
  return rest.length < views.length ? rest : [view, ...views].slice(0, MAX_VIEWS);
}

/** Whether a view is among them. */
export function isSaved(views: readonly SavedView[], search: Search): boolean {
  return views.some((view) => same(view.search, search));
}

function stored(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** The views of one list that this browser keeps. */
export interface SavedViews {
  /** Keeps a view, or lets it go. */
  readonly toggle: (view: SavedView) => void;
  readonly views: Store<readonly SavedView[]>;
}

/** @param key where this browser keeps them */
export function savedViews(key: string): SavedViews {
  const views = createStore<readonly SavedView[]>(parseViews(stored(key)));
  return {
    views,
    toggle: (view) => {
      views.set(switchView(views.get(), view));
      try {
        localStorage.setItem(key, JSON.stringify(views.get()));
      } catch {
        // A browser that forbids storage keeps the view until the tab closes.
      }
    },
  };
}
