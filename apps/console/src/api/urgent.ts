/** At night nobody looks at a button for half a minute: what is not answered by then is looked after. */
const PATIENCE_MS = 10_000;

/** How a write is sent on which somebody waits who was woken up for it: after ten seconds without an answer it is unclear. */
export function urgent(): { signal: AbortSignal } {
  const giving = new AbortController();
  setTimeout(() => giving.abort(), PATIENCE_MS);
  return { signal: giving.signal };
}
