/** A query as it is kept: what of it counts here. */
export interface KeptState {
  readonly queryHash: string;
  readonly state: { readonly dataUpdatedAt: number };
}

const DAY_MS = 86_400_000;
/** Older answers tell of another time. */
const OLDEST_MS = 7 * DAY_MS;
/** About as many bytes as characters: names and texts are mostly ASCII. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/** Those that are not too old. @param now unix milliseconds */
export function keptStates<S extends KeptState>(states: readonly S[], now: number): S[] {
  return states.filter(({ state }) => now - state.dataUpdatedAt <= OLDEST_MS);
}

/**
 * What is kept from now on: the newer of each, the newest first, as many as there is room for.
 * @param before kept so far, @param seen now, @param now unix milliseconds
 */
export function merged<S extends KeptState>(
  before: readonly S[],
  seen: readonly S[],
  now: number,
): S[] {
  const newest = new Map<string, S>();
  for (const one of [...before, ...seen]) {
    const known = newest.get(one.queryHash);
    if (known && known.state.dataUpdatedAt > one.state.dataUpdatedAt) continue;
    newest.set(one.queryHash, one);
  }
  const sorted = keptStates([...newest.values()], now).toSorted(
    (a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt,
  );
  let room = MOST_CHARACTERS;
  return sorted.filter((one) => {
    const size = JSON.stringify(one).length;
    if (size > room) return false;
    room -= size;
    return true;
  });
}
