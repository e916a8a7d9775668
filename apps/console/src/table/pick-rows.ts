type Picked = ReadonlySet<string>;

/** With one row picked, or no longer. */
export function pickOne(picked: Picked, id: string): Picked {
  const next = new Set(picked);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** With all of these rows; without them when all of them were picked already. Other tables' rows stay as they are. */
export function pickAll(picked: Picked, ids: readonly string[]): Picked {
  const all = ids.every((id) => picked.has(id));
  const next = new Set(picked);
  for (const id of ids) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}

/** With every row between two, both included, in the order on screen; just the second when the first is not there. */
export function pickRange(
  picked: Picked,
  ids: readonly string[],
  from: string | null,
  to: string,
): Picked {
  const end = ids.indexOf(to);
  const start = from === null ? -1 : ids.indexOf(from);
  const range = start === -1 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
  return new Set([...picked, ...range]);
}
