import { useCallback } from 'react';
import type { AnyFields, FieldValues } from '../util/url-state.js';
import { useUrlState } from './use-url-state.js';
import type { SetUrlState } from './use-url-state.js';

/** Fields of a list's address; each knows what it is when nobody chose. */
type ListFields = AnyFields & Record<string, { fallback: unknown }>;

export interface ListState<F extends ListFields> {
  state: FieldValues<F>;
  set: SetUrlState<F>;
  /** Whether anything narrows the list. */
  filtered: boolean;
  clear: () => void;
  /** Takes what is typed; stable, and one step of the history however much is typed. */
  onSearch: (q: string) => void;
  /** Orders the list by a column, in place. */
  onSort: (sort: string) => void;
}

const change = <F extends ListFields>(name: string, value: unknown) =>
  ({ [name]: value }) as Partial<FieldValues<F>>;

/**
 * What a list page keeps in its address: filters, order and what is open.
 * @param fields keep stable
 * @param filters those of the fields that narrow the list
 */
export function useListState<F extends ListFields>(
  fields: F,
  filters: readonly (keyof F & string)[],
): ListState<F> {
  const [state, set] = useUrlState(fields);
  return {
    state,
    set,
    filtered: filters.some((name) => state[name] !== fields[name]?.fallback),
    clear: () =>
      set(Object.assign({}, ...filters.map((name) => change(name, fields[name]?.fallback)))),
    onSearch: useCallback((q) => set(change('q', q), { replace: true }), [set]),
    onSort: useCallback((sort) => set(change('sort', sort), { replace: true }), [set]),
  };
}
