import { useEffect, useRef } from 'react';

/** Puts the focus on an element once it is drawn: where a list was rearranged, the browser may have lost it. Gives what names it by its id. */
export function useFocusAfter(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (id) => {
    wanted.current = id;
  };
}
