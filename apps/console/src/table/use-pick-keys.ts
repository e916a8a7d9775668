import { useCallback, useEffect, useRef } from 'react';
import { getPreferences } from '../stores/preferences.js';
import type { RowPick } from './column.js';
import { pickOne, pickRange } from './pick-rows.js';

function rowOf({ target }: KeyboardEvent): string | null {
  return target instanceof Element
    ? (target.closest('[data-row-id]')?.getAttribute('data-row-id') ?? null)
    : null;
}

/**
 * `x` picks the row that has the focus, `Shift+x` every row from the last picked one up to it. Dead where single keys are off.
 * Gives the ref for the table's container.
 */
export function usePickKeys<Row>(
  rows: readonly { id: string }[],
  pick: RowPick<Row> | undefined,
): (node: HTMLElement | null) => void {
  const container = useRef<HTMLElement | null>(null);
  const last = useRef<string | null>(null);
  useEffect(() => {
    const node = container.current;
    if (!node || !pick) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (key.toLowerCase() !== 'x' || ctrlKey || metaKey || altKey || !getPreferences().shortcuts)
        return;
      const id = rowOf(event);
      if (id === null) return;
      event.preventDefault();
      pick.onChange(
        shiftKey
          ? pickRange(
              pick.picked,
              rows.map((row) => row.id),
              last.current,
              id,
            )
          : pickOne(pick.picked, id),
      );
      last.current = id;
    };
    node.addEventListener('keydown', onKeyDown);
    return () => node.removeEventListener('keydown', onKeyDown);
  }, [rows, pick]);
  return useCallback((node: HTMLElement | null) => {
    container.current = node;
  }, []);
}
