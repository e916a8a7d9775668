import { useCallback, useRef } from 'react';
import { useShortcut } from '../hooks/use-shortcut.js';

/** `j` and `k` move through the rows' links; Enter opens, as on any link. Gives the ref for the table's container. */
export function useRowKeys<T extends HTMLElement>(): (node: T | null) => void {
  const container = useRef<T | null>(null);
  const move = useCallback((step: 1 | -1) => {
    const links = [...(container.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const here = links.findIndex((link) => link === document.activeElement);
    const next = here === -1 ? (step === 1 ? 0 : links.length - 1) : here + step;
    links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
  }, []);
  useShortcut('j', () => move(1));
  useShortcut('k', () => move(-1));
  return useCallback((node: T | null) => {
    container.current = node;
  }, []);
}
