/** The position nearest to a value in an ascending list; -1 when the list is empty. */
export function nearestIndex(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  const below = values[low];
  const above = values[high];
  if (below === undefined || above === undefined) return -1;
  return wanted - below <= above - wanted ? low : high;
}

/**
 * Where a key takes the cursor of a chart with positions 0..last: arrows one step (with Shift ten), Page keys a tenth,
 * Home and End the ends, Escape lets go (null). Undefined when the key means nothing here.
 */
export function stepIndex(
  event: { key: string; shiftKey: boolean },
  index: number,
  last: number,
): number | null | undefined {
  const tenth = Math.max(1, Math.round(last / 10));
  const by = event.shiftKey ? 10 : 1;
  const moves: Record<string, number | null> = {
    ArrowLeft: index - by,
    ArrowDown: index - by,
    ArrowRight: index + by,
    ArrowUp: index + by,
    PageDown: index - tenth,
    PageUp: index + tenth,
    Home: 0,
    End: last,
    Escape: null,
  };
  const next = moves[event.key];
  return typeof next === 'number' ? Math.min(last, Math.max(0, next)) : next;
}
