import { useEffect } from 'react';

/** Something the open page can do, offered first in the palette. */
export interface PageAction {
  id: string;
  label: string;
  note?: string;
  run: () => void;
}

const offered = new Set<readonly PageAction[]>();

export function pageActions(): readonly PageAction[] {
  return [...offered].flat();
}

/** Offers a page's own actions in the palette while the page is open. Keep the list stable with `useMemo`. */
export function usePageActions(actions: readonly PageAction[]): void {
  useEffect(() => {
    offered.add(actions);
    return () => {
      offered.delete(actions);
    };
  }, [actions]);
}
