/**
 * Does what is due some at a time, each lot by itself, until fewer are done than at once could be, or it is to stop. What is left is due at the
 * next tick.
 * @param some does up to `atOnce` and says how many it did, not how many it found: what is found and never done would be found for ever
 * @returns how many were done
 */
export async function someAtATime(
  atOnce: number,
  stopping: AbortSignal,
  some: () => Promise<number>,
): Promise<number> {
  for (let total = 0; ;) {
    const done = await some();
    total += done;
    if (done < atOnce || stopping.aborted) return total;
  }
}
