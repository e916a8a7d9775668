import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Search } from '../util/search.js';
import { readFields, writeFields } from '../util/url-state.js';
import type { AnyFields, FieldValues } from '../util/url-state.js';

export type SetUrlState<F extends AnyFields> = (
  change: Partial<FieldValues<F>>,
  how?: { replace?: boolean },
) => void;

/** A page's filters, read from and written to its address. Typing replaces history, choosing pushes. */
export function useUrlState<F extends AnyFields>(fields: F): [FieldValues<F>, SetUrlState<F>] {
  const { search, pathname, hash } = useLocation();
  const navigate = useNavigate();
  const values = useMemo(() => readFields(fields, search as Search), [fields, search]);
  const set = useCallback<SetUrlState<F>>(
    (change, how) => {
      void navigate({
        to: pathname,
        hash,
        search: (before: Search) => writeFields(fields, before, change),
        replace: how?.replace ?? false,
        resetScroll: false,
      });
    },
    [fields, hash, navigate, pathname],
  );
  return [values, set];
}
