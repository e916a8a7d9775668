/** More candidates than that are not compared: it is asked for while somebody waits. */
const MAX_COMPARED = 10_000;
/** Somebody who changes more letters than that meant something else, however long the word. */
const MOST_CHANGES = 4;
/** A word that begins another one is close to it from this length on: `prod` to `production`. */
const SHORTEST_BEGINNING = 3;

/**
 * The candidate that somebody may have meant by a word.
 * @returns null when none is close: more than four letters, or a third of them, would have to be added, left out, replaced or swapped
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const most = Math.min(MOST_CHANGES, Math.max(1, Math.floor(word.length / 3)));
  let [found, least]: [string | null, number] = [null, most + 1];
  for (const candidate of candidates
    .filter((one) => one !== word && Math.abs(one.length - word.length) <= most)
    .slice(0, MAX_COMPARED)) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), least - 1);
    if (distance < least) [found, least] = [candidate, distance];
  }
  return found ?? candidates.find((one) => one !== word && begins(word, one)) ?? null;
}

/** The number that is closest to another one; null when none of the candidates is a number. */
export function nearestNumber(word: string, candidates: readonly string[]): string | null {
  const distance = (one: string) => Math.abs(Number(one) - Number(word));
  const numbers = candidates.filter((one) => one !== '' && Number.isFinite(Number(one)));
  return numbers.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

function begins(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= SHORTEST_BEGINNING && long.startsWith(short);
}

/** Letters to add, leave out, replace or swap with their neighbour (optimal string alignment); Infinity when they are more than `most`. */
function editDistance(a: string, b: string, most: number): number {
  const far = most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, far));
  for (let i = 1; i <= a.length; i += 1) {
    const next = Array.from({ length: b.length + 1 }, () => far);
    if (i <= most) next[0] = i;
    // Only cells this close to the diagonal can hold `most` or less.
    for (let j = Math.max(1, i - most); j <= Math.min(b.length, i + most); j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(before, j - 2) + 1);
      next[j] = Math.min(least, far);
    }
    if (Math.min(...next) >= far) return Infinity;
    [before, row] = [row, next];
  }
  const distance = at(row, b.length);
  return distance > most ? Infinity : distance;
}

const at = (row: readonly number[], j: number): number => row[j] ?? 0;
