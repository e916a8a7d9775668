/**
 * Looks for the members of a set that a server refuses, when all it says is whether it takes some of them together. One refused
 * member of n is found in about log2(n) trials, each further one in as many again; the others are taken as the search goes on.
 */
export interface RuleSearch<T> {
  /** refused together, or what is left of such a set: at least one of them is to blame */
  readonly suspects: readonly T[];
  /** nothing is known of these */
  readonly rest: readonly T[];
}

/** What to try next: half of the suspects, then the rest. Empty when everything is decided. */
export function nextTrial<T>({ suspects, rest }: RuleSearch<T>): readonly T[] {
  return suspects.length > 0 ? suspects.slice(0, Math.ceil(suspects.length / 2)) : rest;
}

/** The search after its trial was taken. */
export function afterTaken<T>(search: RuleSearch<T>): RuleSearch<T> {
  const { suspects, rest } = search;
  return suspects.length > 0
    ? { suspects: suspects.slice(nextTrial(search).length), rest }
    : { suspects: [], rest: [] };
}

/** The search after its trial was refused, and the member that is to blame where only one was tried. */
export function afterRefused<T>(search: RuleSearch<T>): {
  search: RuleSearch<T>;
  refused: T | null;
} {
  const trial = nextTrial(search);
  const others = search.suspects.length > 0 ? search.suspects.slice(trial.length) : [];
  const rest = search.suspects.length > 0 ? [...others, ...search.rest] : [];
  const [only] = trial;
  return only !== undefined && trial.length === 1
    ? { search: { suspects: [], rest }, refused: only }
    : { search: { suspects: trial, rest }, refused: null };
}
