import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Path } from '../util/paths.js';
import { keptSearch } from '../util/search.js';
import type { Search } from '../util/search.js';

/** Goes to a page, keeping zone, language and territory in the address. */
export function useGo(): (to: Path, search?: Search, how?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (to: string, search, how) => {
      void navigate({
        to,
        search: (before: Search) => ({ ...keptSearch(before), ...search }),
        replace: how?.replace ?? false,
      });
    },
    [navigate],
  );
}

/** Goes to a page in place of this one, which shows what is gone; settles when the other is there. */
export function useLeave(): (to: Path) => Promise<void> {
  const navigate = useNavigate();
  return useCallback(
    (to: string) =>
      navigate({
        to,
        search: (before: Search) => keptSearch(before),
        replace: true,
      }),
    [navigate],
  );
}
